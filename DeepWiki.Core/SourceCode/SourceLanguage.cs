using System.Buffers;
using System.Collections.Frozen;

namespace DeepWiki.Core.SourceCode;

/// <summary>What a path says about how its lines are to be quoted.</summary>
internal static class SourceLanguage
{
    private static readonly FrozenDictionary<string, string> Fences = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".cs"] = "csharp",
        [".py"] = "python",
        [".ts"] = "typescript",
        [".tsx"] = "tsx",
        [".js"] = "javascript",
        [".jsx"] = "jsx",
        [".mjs"] = "javascript",
        [".go"] = "go",
        [".rs"] = "rust",
        [".java"] = "java",
        [".kt"] = "kotlin",
        [".swift"] = "swift",
        [".rb"] = "ruby",
        [".php"] = "php",
        [".c"] = "c",
        [".h"] = "c",
        [".cc"] = "cpp",
        [".cpp"] = "cpp",
        [".hpp"] = "cpp",
        [".scala"] = "scala",
        [".fs"] = "fsharp",
        [".vb"] = "vbnet",
        [".lua"] = "lua",
        [".sh"] = "bash",
        [".ps1"] = "powershell",
        [".sql"] = "sql",
        [".proto"] = "protobuf",
        [".graphql"] = "graphql",
        [".yml"] = "yaml",
        [".yaml"] = "yaml",
        [".json"] = "json",
        [".toml"] = "toml",
        [".xml"] = "xml",
        [".csproj"] = "xml",
        [".props"] = "xml",
        [".targets"] = "xml",
        [".html"] = "html",
        [".css"] = "css",
        [".dart"] = "dart",
        [".ex"] = "elixir",
        [".r"] = "r",
        [".md"] = "markdown",
        [".markdown"] = "markdown",
        [".rst"] = "rst",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_");

    private static readonly FrozenSet<string> Directives = new[]
    {
        "include", "include_next", "import", "define", "undef", "if", "ifdef", "ifndef", "elif", "else", "endif", "pragma", "error", "warning", "line",
        "nullable", "region", "endregion",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The word after the opening fence; empty where none is known.</summary>
    public static string Fence(string path) =>
        Fences.TryGetValue(Path.GetExtension(path), out var language) ? language
        : Path.GetFileName(path).StartsWith("Dockerfile", StringComparison.Ordinal) ? "dockerfile"
        : "";

    /// <summary>Whether the file is prose for people.</summary>
    public static bool IsProse(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".md" or ".markdown" or ".rst" or ".txt" or ".adoc" || IsReadme(path);

    public static bool IsReadme(string path) => Path.GetFileNameWithoutExtension(path).Equals("README", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a line that begins with <c>#</c> speaks to a preprocessor or a compiler and is no comment.</summary>
    public static bool IsDirective(ReadOnlySpan<char> line)
    {
        var word = line[1..].TrimStart();
        var end = word.IndexOfAnyExcept(Letters);
        return line.StartsWith("#[")
            || line.StartsWith("#![")
            || (!line.StartsWith("# ") && Directives.GetAlternateLookup<ReadOnlySpan<char>>().Contains(end < 0 ? word : word[..end]));
    }

    /// <summary>Whether the file includes others, as C and what came of it do.</summary>
    public static bool IsOfC(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".c" or ".h" or ".cc" or ".cpp" or ".cxx" or ".hpp" or ".hh" or ".m" or ".mm" or ".cu";

    public static bool IsTest(string path) => path.Split('/').Any(part =>
        part.Contains("test", StringComparison.OrdinalIgnoreCase) || part.Contains("spec", StringComparison.OrdinalIgnoreCase));
}
