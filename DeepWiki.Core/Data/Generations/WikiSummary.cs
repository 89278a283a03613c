using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Data.Generations;

/// <summary>A wiki as lists show it.</summary>
/// <param name="Wiki">The wiki.</param>
/// <param name="Repository">Its repository.</param>
/// <param name="Generation">The generation readers see: the active one, else the newest; null before the first plan.</param>
/// <param name="Total">Pages of that generation.</param>
/// <param name="Ready">Pages of it that can be read.</param>
/// <param name="Failed">Pages of it that could not be written.</param>
/// <param name="JobId">Its latest job; null when it had none, or it was forgotten.</param>
/// <param name="JobKind">Kind of that job.</param>
/// <param name="JobState">State of that job.</param>
/// <param name="Error">Error of that job; null unless it failed.</param>
public sealed record WikiSummary(
    StoredWiki Wiki,
    StoredRepository Repository,
    WikiGeneration? Generation,
    int Total,
    int Ready,
    int Failed,
    long? JobId,
    JobKind? JobKind,
    JobState? JobState,
    DeepWikiException? Error)
{
    /// <summary>State of the wiki, in the words of the protocol.</summary>
    public string State => JobState switch
    {
        Jobs.JobState.Queued => "queued",
        Jobs.JobState.Running => "running",
        _ when Wiki.ActiveGeneration is not null && Generation is { } shown => shown.State.ToString().ToLowerInvariant(),
        Jobs.JobState.Cancelled => "cancelled",
        Jobs.JobState.Failed => "failed",
        _ => Generation is { State: GenerationState.Cancelled } ? "cancelled" : "failed",
    };
}
