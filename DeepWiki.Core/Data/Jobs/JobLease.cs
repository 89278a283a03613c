namespace DeepWiki.Core.Data.Jobs;

/// <summary>The right to work on a job. A later claim raises the epoch, and every write under an older one is refused.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Epoch">Fencing token.</param>
/// <param name="RepositoryId">Repository that is indexed, or that the wiki is about.</param>
/// <param name="Settings">Settings of the index, to be built or to be read.</param>
/// <param name="Attempt">Number of claims, this one included.</param>
/// <param name="NeedsCredential">True when a token waits for it.</param>
/// <param name="TraceParent">W3C trace context of the request that asked for it.</param>
public sealed record JobLease(
    long JobId, int Epoch, int RepositoryId, IndexJobSettings Settings, int Attempt, bool NeedsCredential, string? TraceParent)
{
    /// <summary>Kind of the job.</summary>
    public JobKind Kind { get; init; } = JobKind.Index;

    /// <summary>The order about a wiki; null for an index job.</summary>
    public WikiJobRequest? Wiki { get; init; }

    /// <summary>The job it waited for; null for none.</summary>
    public long? WaitedFor { get; init; }

    /// <summary>The commit an earlier run of the job fetched; null when none came so far.</summary>
    public byte[]? FetchedCommit { get; init; }

    /// <summary>Time it had waited when it was claimed for the first time; null at a later claim.</summary>
    public TimeSpan? Waited { get; init; }

    /// <summary>Number of outages in a row that interrupted it.</summary>
    public int Interruptions { get; init; }
}
