using System.Collections.Frozen;

namespace DeepWiki.Core.WikiGeneration;

/// <summary>Finds for each subsystem a title that tells it from the others.</summary>
internal sealed class SubsystemTitles(string repository, ReadmeText readme, WikiWords words)
{
    // Names that say where a thing is and not what.
    private static readonly FrozenSet<string> Containers = new[]
    {
        "src", "source", "sources", "lib", "libs", "pkg", "packages", "internal", "app", "apps", "main", "java", "kotlin", "scala", "python", "go", "js", "crates",
        "projects", "com", "org", "io", "net", "github", "python3", "code", "include", "Source", "Sources",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Vague = new[]
    {
        "core", "common", "shared", "base", "utils", "util", "helpers", "api", "server", "client", "impl", "types", "models", "model", "services", "service", "handlers", "config", "main", "v1",
        "v2", "v3", "lib", "src", "internal", "pkg", "data", "extensions", "infrastructure", "abstractions", "interfaces", "extension", "hooks", "context", "contexts",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, string> headings = Fold(readme.Headings);
    private readonly HashSet<string> given = new(StringComparer.OrdinalIgnoreCase);

    public static bool IsContainer(string folder) => Containers.Contains(folder);

    public string Of(Subsystem unit)
    {
        var parents = unit.Folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => !IsContainer(part)).ToList();
        var title = Names.Clip(Own(unit, parents));
        for (var i = parents.Count - 2; i >= 0 && given.Contains(title); i--)
        {
            title = Names.Clip($"{Named(parents[i])}: {title}");
        }

        var distinct = title;
        for (var number = 2; !given.Add(distinct); number++)
        {
            distinct = $"{title} ({number})";
        }

        return distinct;
    }

    /// <summary>A title that is already taken by a page of another kind.</summary>
    public void Reserve(string title) => given.Add(title);

    private string Own(Subsystem unit, List<string> parents)
    {
        // A folder that only contains others says nothing; its parts do.
        if (parents.Count == 0 && unit.Parts.Count > 0)
        {
            return string.Join(" & ", unit.Parts.Take(2).Select(part => part.Length == 0 ? Names.Title(repository) : Named(part)));
        }

        if (unit.Theme is { } theme)
        {
            return words[theme];
        }

        if (unit.Stem is { } stem)
        {
            return Named(stem);
        }

        return parents switch
        {
            [] => Named(unit.Folder.Split('/')[^1] is { Length: > 0 } last && last.ToLowerInvariant() is not ("src" or "source") ? last : repository),
            [.., var parent, var last] when last[0] is '[' or '(' or '_' || Vague.Contains(last.ToLowerInvariant()) => $"{Named(parent)} {Named(last)}",
            [.., var last] => Named(last),
        };
    }

    private string Named(string name) => headings.GetValueOrDefault(Folded(name)) ?? Names.Title(name);

    private static Dictionary<string, string> Fold(IEnumerable<string> headings)
    {
        var folded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var heading in headings.Where(heading => heading.Length <= 60))
        {
            folded.TryAdd(Folded(heading), heading);
        }

        return folded;
    }

    private static string Folded(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
