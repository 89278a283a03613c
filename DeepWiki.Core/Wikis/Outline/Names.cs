using System.Collections.Frozen;
using System.Text;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Makes titles for people out of the names of folders, files and types.</summary>
internal static class Names
{
    private const int MaxTitleLength = 80;

    private static readonly FrozenDictionary<string, string> Spelled = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["grpc"] = "gRPC",
        ["graphql"] = "GraphQL",
        ["oauth"] = "OAuth",
        ["github"] = "GitHub",
        ["gitlab"] = "GitLab",
        ["javascript"] = "JavaScript",
        ["typescript"] = "TypeScript",
        ["postgresql"] = "PostgreSQL",
        ["mysql"] = "MySQL",
        ["sqlite"] = "SQLite",
        ["mongodb"] = "MongoDB",
        ["websocket"] = "WebSocket",
        ["dotnet"] = ".NET",
        ["nodejs"] = "Node.js",
        ["openapi"] = "OpenAPI",
        ["opentelemetry"] = "OpenTelemetry",
        ["i18n"] = "i18n",
        ["utils"] = "Utilities",
        ["util"] = "Utilities",
        ["deps"] = "Dependencies",
        ["cmd"] = "Commands",
        ["config"] = "Configuration",
        ["auth"] = "Authentication",
        ["db"] = "Database",
        ["impl"] = "Implementation",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Acronyms = new[]
    {
        "api", "cli", "http", "https", "sql", "ui", "io", "tls", "ssl", "rpc", "json", "xml", "yaml", "toml", "ast", "orm", "tcp", "udp", "dns", "jwt", "sdk",
        "cpu", "gpu", "css", "html", "url", "uri", "uuid", "aws", "gcp", "llm", "rag", "ai", "ml", "nlp", "acl", "aof", "rdb", "lru", "wal", "mvcc", "ssr",
        "ssh", "ftp", "smtp", "mqtt", "amqp", "rest", "crud", "csv", "pdf", "gui", "tui", "ide", "vm", "jit", "gc", "os", "ci", "cd", "k8s", "tsdb", "promql",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Small = new[] { "and", "or", "of", "for", "in", "to", "the", "a", "by", "with", "on" }.ToFrozenSet(
        StringComparer.Ordinal);

    /// <summary>A title made of a name: <c>circuit_breaker</c> and <c>CircuitBreaker</c> become <c>Circuit Breaker</c>.</summary>
    public static string Title(string name)
    {
        // Names of packages and projects are names already: Polly.Core.
        if (name.Contains('.') && char.IsAsciiLetterUpper(name[0]))
        {
            return Clip(Plain(name));
        }

        var title = new StringBuilder();
        foreach (var word in Words(name))
        {
            title.Append(title.Length == 0 ? "" : " ").Append(Word(word, title.Length == 0));
        }

        // A folder may be called _ or have a picture for a name.
        return Clip(title.Length > 0 ? title.ToString() : Plain(name));
    }

    /// <summary>Name a file stands for: its own, or that of its folder when it is the index of it.</summary>
    public static string Subject(string path, string stem) =>
        stem is "__init__" or "index" or "mod"
        && Array.FindLast(path.Split('/')[..^1], folder => folder.Length > 0 && !FolderNames.IsContainer(folder)) is { } folder
            ? folder
            : stem;

    /// <summary>The words of a name, as they are written.</summary>
    public static List<string> Words(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var ends = i == name.Length || !char.IsLetterOrDigit(name[i]);
            var begins = !ends && i > start && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (!ends && !begins)
            {
                continue;
            }

            if (i > start)
            {
                words.Add(name[start..i]);
            }

            start = begins ? i : i + 1;
        }

        return words;
    }

    /// <summary>The name with nothing in it that a title must not hold.</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            var hidden = Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format || rune == Rune.ReplacementChar;
            plain.Append(hidden || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Letters and digits of a name, in lower case: equal for two spellings of one name.</summary>
    public static string Folded(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    public static string Clip(string title)
    {
        if (title.Length <= MaxTitleLength)
        {
            return title;
        }

        var end = title.LastIndexOf(' ', MaxTitleLength - 1);
        end = end < MaxTitleLength / 2 ? MaxTitleLength - 1 : end;
        return TextClip.Cut(title, end) + "…";
    }

    private static string Word(string word, bool isFirst)
    {
        var lower = word.ToLowerInvariant();
        return Spelled.TryGetValue(lower, out var spelled) ? spelled
            : Acronyms.Contains(lower) ? lower.ToUpperInvariant()
            : !isFirst && Small.Contains(lower) ? lower
            : word.Any(char.IsUpper) ? word
            : char.ToUpperInvariant(word[0]) + word[1..];
    }
}
