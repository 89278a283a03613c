namespace DeepWiki.Core.Wikis.Modules;

/// <summary>Finds, among known files, the one an import means.</summary>
internal sealed class ImportResolver
{
    private const int MaxSuffixDepth = 8;

    // A folder is what its index is.
    private static readonly string[] Indexes = ["index", "__init__", "mod", "lib", "main"];

    private readonly IReadOnlyList<string> paths;
    private readonly Dictionary<string, int> whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> suffixes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> folders = new(StringComparer.Ordinal);

    public ImportResolver(IReadOnlyList<string> paths)
    {
        this.paths = paths;
        for (var i = 0; i < paths.Count; i++)
        {
            var stem = WithoutEnding(paths[i]);
            whole.TryAdd(stem, i);
            AddSuffixes(suffixes, stem, i);
            AddSuffixes(suffixes, paths[i], i);
            var slash = stem.LastIndexOf('/');
            if (slash > 0)
            {
                AddSuffixes(folders, stem[..slash], i, firstWins: true);
                if (Indexes.Contains(stem[(slash + 1)..]))
                {
                    whole.TryAdd(stem[..slash], i);
                    AddSuffixes(suffixes, stem[..slash], i);
                }
            }
        }
    }

    /// <summary>The place of the file among the paths; null when none of them is meant.</summary>
    /// <param name="from">The file that imports.</param>
    /// <param name="import">Target of the import, as the index stores it.</param>
    public int? Find(string from, string import)
    {
        if (import.EndsWith('/') && !import.StartsWith('.'))
        {
            return FindFolder(import.TrimEnd('/'));
        }

        if (import.StartsWith('.'))
        {
            var path = Combine(from, import);
            return path is null ? null : Whole(path) ?? Whole(WithoutEnding(path)) ?? (path.LastIndexOf('/') is > 0 and var cut ? Whole(path[..cut]) : null);
        }

        // Behind the module may stand what is taken from it: app/models/User is in app/models.
        if (import.Contains('.') && Suffix(from, import, isCut: false) is { } exact)
        {
            return exact;
        }

        var stem = WithoutEnding(import);
        for (var cuts = 0; cuts < 3 && stem.Length > 0; cuts++)
        {
            if (Suffix(from, stem, isCut: cuts > 0) is { } found)
            {
                return found;
            }

            stem = stem.LastIndexOf('/') is > 0 and var slash ? stem[..slash] : "";
        }

        return null;
    }

    private int? FindFolder(string path)
    {
        var parts = path.Split('/');
        for (var from = Math.Max(0, parts.Length - MaxSuffixDepth); from < parts.Length; from++)
        {
            // One word alone may be any folder: then it must be the whole rest of the path.
            if (folders.TryGetValue(string.Join('/', parts[from..]), out var found) && found >= 0 && (parts.Length - from >= 2 || parts.Length <= 4))
            {
                return found;
            }
        }

        return null;
    }

    private int? Suffix(string importing, string stem, bool isCut)
    {
        var parts = stem.Split('/');
        for (var from = Math.Max(0, parts.Length - MaxSuffixDepth); from < parts.Length; from++)
        {
            if (parts.Length - from == 1 && (isCut || parts.Length > 2))
            {
                return null;
            }

            if (suffixes.TryGetValue(string.Join('/', parts[from..]), out var found)
                && found >= 0
                && (parts.Length > 1 || stem.Contains('.') || IsBeside(importing, paths[found])))
            {
                return found;
            }
        }

        return null;
    }

    // A single word is far more often a library than a file somewhere else.
    private static bool IsBeside(string importing, string path) => Folder(importing) == Folder(path) || Folder(path).Length == 0;

    private static string Folder(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    private int? Whole(string path) => whole.TryGetValue(path, out var found) ? found : null;

    // What several files could be, none is; of a folder its first file stands for all, for that is the best one.
    private static void AddSuffixes(Dictionary<string, int> known, string stem, int index, bool firstWins = false)
    {
        var from = stem.Length;
        for (var depth = 0; depth < MaxSuffixDepth && from > 0; depth++)
        {
            from = stem.LastIndexOf('/', from - 1);
            var suffix = stem[(from + 1)..];
            if (!known.TryAdd(suffix, index) && !firstWins && known[suffix] != index)
            {
                known[suffix] = -1;
            }
        }
    }

    private static string? Combine(string from, string import)
    {
        var parts = from.Split('/')[..^1].ToList();
        foreach (var part in import.Split('/'))
        {
            if (part is "." or "")
            {
                continue;
            }

            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count == 0)
            {
                return null;
            }
            else
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return string.Join('/', parts);
    }

    private static string WithoutEnding(string path)
    {
        var slash = path.LastIndexOf('/');
        var dot = path.LastIndexOf('.');
        return dot > slash + 1 ? path[..dot] : path;
    }
}
