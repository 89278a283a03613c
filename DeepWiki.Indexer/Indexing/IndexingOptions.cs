using System.ComponentModel.DataAnnotations;

namespace DeepWiki.Indexer.Indexing;

/// <summary>Options of the worker: its folder, its parallelism, its leases and limits.</summary>
internal sealed class IndexingOptions
{
    public const string SectionName = "Indexing";

    /// <summary>Private folder for fetched objects. Default: <c>deepwiki-indexer</c> below the folder for temporary files.</summary>
    public string WorkRoot { get; set; } = Path.Combine(Path.GetTempPath(), $"deepwiki-indexer-{Environment.UserName}");

    /// <summary>Jobs worked on at once. Default 2.</summary>
    [Range(1, 16)]
    public int ParallelJobs { get; set; } = 2;

    /// <summary>Time a claim holds without a heartbeat. Default 30 s; the heartbeat comes three times as often.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time one job may take. Default 60 min.</summary>
    public TimeSpan JobTimeout { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>Largest file that is read, in bytes. Default 256 KiB.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxFileBytes { get; set; } = 256 * 1024;

    /// <summary>Largest notebook that is read, in bytes; most of one is output that is dropped. Default 2 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxNotebookBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>Bytes of text indexed of one repository; sources come first, the rest is skipped. Default 256 MiB.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxTextBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Chunks written by one job; files that come later are skipped. Default 200,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxChunks { get; set; } = 200_000;

    /// <summary>Pause between two looks for chunks whose embedding is missing because the provider failed. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan EmbeddingBackfillInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Pause between two looks for rows that no index needs any more, and for series that need an index over their vectors. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaintenanceInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Days after which a branch, tag or commit that nobody asked about, an index that a newer one replaced, and an ended job are removed. Default 30.
    /// </summary>
    [Range(1, 3650)]
    public int RetentionDays { get; set; } = 30;

    /// <summary>Chunks of one transaction, at most. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int MaxBatchChunks { get; set; } = 1000;

    /// <summary>Characters of one transaction, at most. Default 4 million.</summary>
    [Range(10_000, 64_000_000)]
    public int MaxBatchCharacters { get; set; } = 4_000_000;
}
