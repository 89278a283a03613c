using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Data.Jobs;

/// <summary>Status of a job, for callers that wait for it.</summary>
/// <param name="Id">The job.</param>
/// <param name="State">State of the job.</param>
/// <param name="Stage">Name of the stage, such as <c>fetch</c>; null before it starts.</param>
/// <param name="Done">Units done in this stage.</param>
/// <param name="Total">Units in all; null when not known.</param>
/// <param name="Unit">Name of the unit that is counted; null when nothing is.</param>
/// <param name="Error">Error the job failed with; null unless it failed.</param>
public sealed record JobStatus(long Id, JobState State, string? Stage, long Done, long? Total, string? Unit, DeepWikiException? Error)
{
    public bool HasEnded => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;
}
