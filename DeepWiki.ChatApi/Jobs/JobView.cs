using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Wikis.Views;

namespace DeepWiki.ChatApi.Jobs;

/// <summary>A job as clients see it.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Kind">index, wiki, update, page or preview.</param>
/// <param name="Repository">The repository it is about.</param>
/// <param name="Wiki">Id of its wiki; null for an index job.</param>
/// <param name="State">queued, running, succeeded, failed or cancelled.</param>
/// <param name="Attempt">Number of times a worker took it.</param>
/// <param name="Stages">Stages it went through, in order.</param>
/// <param name="Skipped">Files left out; null unless an index job succeeded.</param>
/// <param name="Warnings">Facts a person should know.</param>
/// <param name="Usage">Tokens and cost of the pages it wrote; null for an index job.</param>
/// <param name="Error">Reason of a job that failed; null for none.</param>
/// <param name="TraceId">Trace it belongs to; null for none.</param>
/// <param name="CreatedAt">Time it was queued.</param>
/// <param name="StartedAt">Time a worker took it first; null before.</param>
/// <param name="FinishedAt">Time it ended; null before.</param>
internal sealed record JobView(
    string Id,
    string Kind,
    WikiRepositoryView Repository,
    string? Wiki,
    string State,
    int Attempt,
    IReadOnlyList<JobStageView> Stages,
    SkippedView? Skipped,
    IReadOnlyList<JobWarningView> Warnings,
    UsageView? Usage,
    ErrorView? Error,
    string? TraceId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt);
