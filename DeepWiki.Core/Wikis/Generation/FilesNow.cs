using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>The files of a commit, as a wiki of an earlier one sees them: renamed ones are found by their content.</summary>
internal sealed class FilesNow
{
    private readonly IReadOnlyDictionary<string, byte[]> blobs;
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);

    /// <param name="blobs">Object id of each file now.</param>
    /// <param name="before">The files of the earlier commit.</param>
    /// <param name="versions">Pages of the earlier commit.</param>
    public FilesNow(IReadOnlyDictionary<string, byte[]> blobs, FileFingerprints before, IReadOnlyList<PageVersion> versions)
    {
        this.blobs = blobs;
        var gone = versions.SelectMany(version => version.Content.Sources).Where(source => !blobs.ContainsKey(source.Path)).ToList();
        if (gone.Count == 0)
        {
            return;
        }

        var added = blobs.Where(pair => !before.Contains(pair.Key))
            .GroupBy(pair => Convert.ToHexString(pair.Value), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Min(pair => pair.Key)!, StringComparer.Ordinal); // A group is never empty.
        foreach (var source in gone)
        {
            if (added.TryGetValue(Convert.ToHexString(source.Blob), out var path))
            {
                renamed[source.Path] = path;
            }
        }
    }

    /// <summary>Paths of all files.</summary>
    public IEnumerable<string> Paths => blobs.Keys;

    /// <summary>Path that a file has now; null when it is gone.</summary>
    public string? Find(string path) => blobs.ContainsKey(path) ? path : renamed.GetValueOrDefault(path);

    /// <summary>Object id of a file that is there now, by the path it has now.</summary>
    public byte[] Blob(string path) => blobs[path];

    /// <summary>True when the file is where it was, with the content it had.</summary>
    public bool IsSame(string path, byte[] blob) => blobs.TryGetValue(path, out var now) && now.AsSpan().SequenceEqual(blob);
}
