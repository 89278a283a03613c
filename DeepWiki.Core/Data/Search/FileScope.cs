namespace DeepWiki.Core.Data.Search;

/// <summary>Some files of a pinned index, for a search that looks at no others.</summary>
public sealed class FileScope
{
    private readonly Dictionary<long, string> firstPaths = [];
    private readonly HashSet<string> known;

    /// <param name="files">Paths in ordinal order, each with its blob.</param>
    public FileScope(IReadOnlyList<(string Path, long BlobNumber)> files)
    {
        Paths = [.. files.Select(file => file.Path)];
        known = Paths.ToHashSet(StringComparer.Ordinal);
        foreach (var (path, blobNumber) in files)
        {
            firstPaths.TryAdd(blobNumber, path);
        }

        BlobNumbers = [.. firstPaths.Keys];
    }

    public string[] Paths { get; }

    public long[] BlobNumbers { get; }

    public bool Holds(string path) => known.Contains(path);

    /// <summary>First of the blob's paths in here; null when it has none.</summary>
    public string? PathOf(long blobNumber) => firstPaths.GetValueOrDefault(blobNumber);
}
