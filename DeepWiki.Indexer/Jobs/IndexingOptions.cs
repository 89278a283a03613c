using System.ComponentModel.DataAnnotations;

namespace DeepWiki.Indexer.Jobs;

/// <summary>How the worker works: where, how much at once, how long a lease lasts.</summary>
internal sealed class IndexingOptions
{
    public const string SectionName = "Indexing";

    /// <summary>Private folder for fetched objects. Default: <c>deepwiki-indexer</c> below the folder for temporary files.</summary>
    public string WorkRoot { get; set; } = Path.Combine(Path.GetTempPath(), $"deepwiki-indexer-{Environment.UserName}");

    /// <summary>Jobs worked on at once. Default 2.</summary>
    [Range(1, 16)]
    public int ParallelJobs { get; set; } = 2;

    /// <summary>How long a claim holds without a heartbeat. Default 30 s; the heartbeat comes three times as often.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one job may take. Default 60 min.</summary>
    public TimeSpan JobLimit { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>Chunks of one transaction, at most. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int BatchChunks { get; set; } = 1000;

    /// <summary>Characters of one transaction, at most. Default 4 million.</summary>
    [Range(10_000, 64_000_000)]
    public int BatchCharacters { get; set; } = 4_000_000;
}
