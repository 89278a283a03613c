using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Data.Jobs;

/// <summary>A job with everything that people watch.</summary>
/// <param name="Id">Number of the job.</param>
/// <param name="Kind">Kind of the job.</param>
/// <param name="RepositoryId">Repository it is about.</param>
/// <param name="Repository">Public id of that repository.</param>
/// <param name="Wiki">Public id of its wiki; null for an index job.</param>
/// <param name="State">State of the job.</param>
/// <param name="Attempt">Number of claims so far.</param>
/// <param name="Stages">Stages it went through, in order.</param>
/// <param name="Report">Report of an index job that succeeded; null for any other.</param>
/// <param name="Error">Error it failed with; null unless it failed.</param>
/// <param name="TraceParent">W3C trace context of the request that asked for it; null for none.</param>
/// <param name="CreatedAt">Time it was queued.</param>
/// <param name="StartedAt">Time of its first claim; null before.</param>
/// <param name="FinishedAt">Time it ended; null before.</param>
public sealed record JobDetails(
    long Id,
    JobKind Kind,
    int RepositoryId,
    string Repository,
    string? Wiki,
    JobState State,
    int Attempt,
    IReadOnlyList<JobStage> Stages,
    JobReport? Report,
    DeepWikiException? Error,
    string? TraceParent,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    public bool HasEnded => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;

    /// <summary>Id of the trace, in hexadecimal; null when the job belongs to none.</summary>
    public string? TraceId => TraceParent?.Split('-') is [_, { Length: 32 } id, ..] ? id : null;
}
