using System.Buffers;

namespace DeepWiki.Core.WikiGeneration;

/// <summary>Finds the file that a model meant: it drops the root of the repository, adds one, quotes, counts lines or names a folder.</summary>
internal sealed class PathMatcher
{
    private const int FilesOfFolder = 4;
    private const int LongestPath = 1_000;

    private static readonly SearchValues<char> LineNumbers = SearchValues.Create("0123456789-L ");

    private readonly HashSet<string> paths;
    private readonly Dictionary<string, string?> folded = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, string> byFolder;

    public PathMatcher(RepositoryMap map)
    {
        paths = [.. map.Files.Select(file => file.Path)];
        foreach (var file in map.Files)
        {
            // Two files that differ in nothing but case are told apart by nothing else.
            folded[file.Path] = folded.ContainsKey(file.Path) ? null : file.Path;
            var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
            if (!byName.TryGetValue(name, out var same))
            {
                byName[name] = same = [];
            }

            same.Add(file.Path);
        }

        byFolder = RepositoryMap.Ranked(map.Files).ToLookup(file => file.Folder, file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>The files that are meant, none when it cannot be told.</summary>
    public IReadOnlyList<string> Find(string written)
    {
        if (paths.Contains(written))
        {
            return [written];
        }

        var path = Clean(written);
        if (path.Length is 0 or > LongestPath)
        {
            return [];
        }

        if (paths.Contains(path))
        {
            return [path];
        }

        if (folded.GetValueOrDefault(path) is { } other)
        {
            return [other];
        }

        return BySuffix(path) is { } found ? [found] : [.. byFolder[path].Take(FilesOfFolder)];
    }

    // "./src/a.cs"   `src/a.cs`   src/a.cs:10-20   src\a.cs
    private static string Clean(string written)
    {
        var path = written.Trim().Trim('`', '"', '\'', '*', '[', ']', '(', ')', ' ').Replace('\\', '/');
        while (path.StartsWith("./", StringComparison.Ordinal))
        {
            path = path[2..];
        }

        path = path.Trim('/');
        var colon = path.LastIndexOf(':');
        return colon > 0 && path.AsSpan(colon + 1).IndexOfAnyExcept(LineNumbers) < 0 ? path[..colon] : path;
    }

    /// <summary>The one file whose path ends like this one, or that this one ends like.</summary>
    private string? BySuffix(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (!byName.TryGetValue(name, out var same))
        {
            return null;
        }

        var fitting = same.Where(candidate => EndsWith(candidate, path) || EndsWith(path, candidate)).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private static bool EndsWith(string path, string end) =>
        path.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (path.Length == end.Length || path[^(end.Length + 1)] == '/');
}
