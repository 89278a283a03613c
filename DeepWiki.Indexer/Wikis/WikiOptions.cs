using System.ComponentModel.DataAnnotations;

namespace DeepWiki.Indexer.Wikis;

/// <summary>Options of writing wikis.</summary>
internal sealed class WikiOptions
{
    public const string SectionName = "Wikis";

    /// <summary>Wikis worked on at once by one Indexer. Default 4; they wait for pages most of the time.</summary>
    [Range(1, 64)]
    public int ParallelJobs { get; set; } = 4;

    /// <summary>Pages written at once by one Indexer. Default 4.</summary>
    [Range(1, 64)]
    public int ParallelPages { get; set; } = 4;

    /// <summary>Tokens that all Indexers together take from one provider a minute. Default: no limit but the provider's own.</summary>
    [Range(1_000, 1_000_000_000)]
    public int? TokensPerMinute { get; set; }

    /// <summary>Time the claim of a page holds without a heartbeat. Default 15 s; the heartbeat comes five times as often, and sees a cancelled job.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan PageLease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Generations of a wiki that are kept, the active one apart. Default 20.</summary>
    [Range(1, 1000)]
    public int MaxGenerations { get; set; } = 20;

    /// <summary>Days a generation is kept that readers see no more. Default 90.</summary>
    [Range(1, 3650)]
    public int GenerationDays { get; set; } = 90;
}
