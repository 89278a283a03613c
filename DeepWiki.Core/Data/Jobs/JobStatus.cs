using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Data.Jobs;

/// <summary>How a job stands, for whoever waits for it.</summary>
/// <param name="Id">The job.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Stage">What it is doing, such as <c>fetch</c>; null before it starts.</param>
/// <param name="Done">Units done in this stage.</param>
/// <param name="Total">Units in all, when known.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Error">Why it failed.</param>
public sealed record JobStatus(long Id, JobState State, string? Stage, long Done, long? Total, string? Unit, DeepWikiException? Error)
{
    public bool HasEnded => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;
}
