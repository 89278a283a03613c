using System.Collections.Concurrent;
using DeepWiki.Core.Data.Embeddings;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Indexer.Indexing.Files;

namespace DeepWiki.Indexer.Indexing;

/// <summary>Counters of a running job; they become its report.</summary>
internal sealed class IndexingCounters
{
    private const int MaxPaths = 1000;

    private readonly ConcurrentDictionary<string, int> skipped = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> skippedPaths = new();
    private readonly ConcurrentQueue<string> warnings = new();

    /// <summary>The repository's name; null until it is known.</summary>
    public string? Repository { get; set; }

    /// <summary>Commit that is indexed, in hexadecimal; null until it is known.</summary>
    public string? Commit { get; set; }

    public int Files { get; set; }

    /// <summary>Files that are to be indexed, once the tree was counted.</summary>
    public int FilesWanted { get; set; }

    /// <summary>Files of them that were looked at so far, stored already or not.</summary>
    public int FilesSeen { get; set; }

    public long Chunks { get; set; }

    public long Embedded { get; set; }

    public long Reused { get; set; }

    public long Unembedded { get; private set; }

    /// <summary>Files that were left out so far.</summary>
    public int Skipped => skipped.Values.Sum();

    /// <summary>Failure that made the job give up the provider of embeddings; null when it did not.</summary>
    public EmbeddingFailure? Outage { get; set; }

    /// <summary>Files of a known language whose symbols could not be read.</summary>
    public int SymbolsFailed { get; set; }

    /// <summary>Texts that look like a key and were masked.</summary>
    public int MaskedKeys { get; set; }

    public void Skip(SkipReason reason, string path)
    {
        var name = SkipReasons.Name(reason);
        skipped.AddOrUpdate(name, 1, (_, count) => count + 1);
        if (skippedPaths.Count < MaxPaths)
        {
            skippedPaths.Enqueue($"{name}: {path}");
        }
    }

    /// <summary>Chunks of the index that have no embedding, written by this job or before it.</summary>
    public void Count(IEnumerable<MissingEmbeddingCount> gaps)
    {
        foreach (var gap in gaps)
        {
            Unembedded += gap.Chunks;
            Warn($"{gap.Chunks} chunks have no embedding{(gap.IsRefused ? " and stay without" : "")}: {gap.Reason}");
        }
    }

    public void Warn(string warning) => warnings.Enqueue(warning);

    public JobReport Report(string commit)
    {
        if (SymbolsFailed > 0)
        {
            Warn($"The symbols of {SymbolsFailed} files could not be read; they are cut by lines.");
        }

        if (MaskedKeys > 0)
        {
            Warn($"{MaskedKeys} texts look like a key and are masked.");
        }

        return new(
            commit, Files, Chunks, Embedded, Reused, Unembedded, new SortedDictionary<string, int>(skipped, StringComparer.Ordinal), [.. skippedPaths],
            [.. warnings]);
    }
}
