using System.Buffers;

namespace DeepWiki.Core.Wikis.Outline.Repair;

/// <summary>Finds the file that a model meant: it drops the root of the repository, adds one, quotes, counts lines or names a folder.</summary>
internal sealed class PathMatcher
{
    private const int FilesOfFolder = 4;
    private const int MaxPathLength = 1_000;

    // Of so many files that end alike, a path that drops folders tells none apart.
    private const int MaxAlike = 500;

    private static readonly SearchValues<char> LineNumbers = SearchValues.Create("0123456789-L ");

    private readonly HashSet<string> paths;
    private readonly Dictionary<string, string?> folded = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> byTail = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, string> byFolder;

    public PathMatcher(RepositoryMap map)
    {
        paths = [.. map.Files.Select(file => file.Path)];
        foreach (var file in map.Files)
        {
            // Two files that differ in nothing but case are told apart by nothing else.
            folded[file.Path] = folded.ContainsKey(file.Path) ? null : file.Path;
            foreach (var tail in Tails(file.Path))
            {
                if (!byTail.TryGetValue(tail, out var same))
                {
                    byTail[tail] = same = [];
                }

                if (same.Count <= MaxAlike)
                {
                    same.Add(file.Path);
                }
            }
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
        if (path.Length is 0 or > MaxPathLength)
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

    /// <summary>The one file whose path ends like this one, else the longest that this one ends like.</summary>
    private string? BySuffix(string path)
    {
        if (byTail.TryGetValue(Tails(path).Last(), out var same) && same.Count <= MaxAlike)
        {
            var fitting = same.Where(candidate => EndsWith(candidate, path)).Take(2).ToList();
            if (fitting.Count > 0)
            {
                return fitting.Count == 1 ? fitting[0] : null;
            }
        }

        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (folded.GetValueOrDefault(path[(slash + 1)..]) is { } shorter)
            {
                return shorter;
            }
        }

        return null;
    }

    private static bool EndsWith(string path, string end) =>
        path.EndsWith(end, StringComparison.OrdinalIgnoreCase) && (path.Length == end.Length || path[^(end.Length + 1)] == '/');

    // src/orders/index.ts: index.ts, orders/index.ts
    private static IEnumerable<string> Tails(string path)
    {
        var slash = path.LastIndexOf('/');
        yield return path[(slash + 1)..];
        if (slash > 0)
        {
            yield return path[(path.LastIndexOf('/', slash - 1) + 1)..];
        }
    }
}
