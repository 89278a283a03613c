using System.Collections.Frozen;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Finds for each subsystem a title that tells it from the others.</summary>
internal sealed class SubsystemTitles(string repository, ReadmeText readme)
{
    // Names that say where a thing is and not what.
    private static readonly FrozenSet<string> Containers = new[]
    {
        "src", "source", "sources", "lib", "libs", "pkg", "packages", "internal", "app", "apps", "main", "java", "kotlin", "scala", "python", "go", "js",
        "crates", "projects", "com", "org", "io", "net", "github", "python3", "code", "include", "Source", "Sources",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Vague = new[]
    {
        "core", "common", "shared", "base", "utils", "util", "helpers", "api", "server", "client", "impl", "types", "models", "model", "services", "service",
        "handlers", "config", "main", "v1", "v2", "v3", "lib", "src", "internal", "pkg", "data", "extensions", "infrastructure", "abstractions", "interfaces",
        "extension", "hooks", "context", "contexts",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, string> headings = Fold(readme.Headings);
    private readonly HashSet<string> given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when the name of a folder says where its files are and not what they do, as src and the places in addresses, such as [id], do.</summary>
    public static bool IsContainer(string folder) => Containers.Contains(folder) || folder[0] is '[' or '(';

    public string Of(Subsystem unit)
    {
        var parents = unit.Folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => !IsContainer(part)).ToList();
        var title = Names.Clip(Own(unit, parents));
        for (var i = parents.Count - 2; i >= 0 && given.Contains(title); i--)
        {
            title = Names.Clip($"{Named(parents[i])}: {title}");
        }

        if (given.Contains(title) && Parts(unit) is { Count: > 0 } within)
        {
            title = Names.Clip($"{title}: {string.Join(" & ", within.Select(Named))}");
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
        // A folder that only contains others says nothing; its heaviest parts do.
        if (unit.Stem is null && parents.Count == 0 && Parts(unit) is { Count: > 0 } parts)
        {
            return string.Join(" & ", parts.Select(Named));
        }

        if (unit.Stem is { } stem)
        {
            return Named(stem);
        }

        return parents switch
        {
            [] => Named(
                Array.FindLast(
                    unit.Folder.Split('/', StringSplitOptions.RemoveEmptyEntries),
                    folder => folder[0] is not ('[' or '(') && folder.ToLowerInvariant() is not ("src" or "source")
                ) ?? repository),
            [.., var parent, var last] when last[0] == '_' || Vague.Contains(last.ToLowerInvariant()) => $"{Named(parent)} {Named(last)}",
            [.., var last] => Named(last),
        };
    }

    /// <summary>The two heaviest folders in it, unless its own files outweigh them.</summary>
    private static List<string> Parts(Subsystem unit)
    {
        var from = unit.Folder.Length == 0 ? 0 : unit.Folder.Length + 1;
        var parts = unit.Files.GroupBy(file => Part(file.Path[from..]), StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Weight: group.Sum(file => file.Weight)))
            .OrderByDescending(part => part.Weight)
            .ThenBy(part => part.Name, StringComparer.Ordinal)
            .Take(2)
            .ToList();
        return parts is [{ Name.Length: > 0 }, ..] ? [.. parts.Select(part => part.Name).Where(name => name.Length > 0)] : [];
    }

    // pkg/report/a.go is about reports.
    private static string Part(string path) =>
        path.Split('/')[..^1] is { Length: > 0 } folders ? Array.Find(folders, folder => !IsContainer(folder)) ?? folders[^1] : "";

    private string Named(string name) => headings.GetValueOrDefault(Names.Folded(name)) ?? Names.Title(name);

    private static Dictionary<string, string> Fold(IEnumerable<string> headings)
    {
        var folded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var heading in headings.Where(heading => heading.Length <= 60))
        {
            folded.TryAdd(Names.Folded(heading), heading);
        }

        return folded;
    }
}
