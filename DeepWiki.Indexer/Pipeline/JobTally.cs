using System.Collections.Concurrent;
using DeepWiki.Core.Storage;

namespace DeepWiki.Indexer.Pipeline;

/// <summary>What a job counts on its way; becomes its report.</summary>
internal sealed class JobTally
{
    private const int MostPaths = 1000;

    private readonly ConcurrentDictionary<string, int> skipped = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> skippedPaths = new();
    private readonly ConcurrentQueue<string> warnings = new();

    public int Files { get; set; }

    public long Chunks { get; set; }

    public long Embedded { get; set; }

    public long Reused { get; set; }

    public long Unembedded { get; set; }

    public void Skip(string reason, string path)
    {
        skipped.AddOrUpdate(reason, 1, (_, count) => count + 1);
        if (skippedPaths.Count < MostPaths)
        {
            skippedPaths.Enqueue($"{reason}: {path}");
        }
    }

    public void Warn(string warning) => warnings.Enqueue(warning);

    public JobReport Report(string commit) =>
        new(commit, Files, Chunks, Embedded, Reused, Unembedded, new SortedDictionary<string, int>(skipped, StringComparer.Ordinal), [.. skippedPaths], [.. warnings]);
}
