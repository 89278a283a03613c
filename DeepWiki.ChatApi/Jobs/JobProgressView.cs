namespace DeepWiki.ChatApi.Jobs;

/// <summary>Progress of a job, as its events tell it.</summary>
/// <param name="Job">Id of the job.</param>
/// <param name="State">queued or running.</param>
/// <param name="Stage">Name of its stage; null before the first.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; null when not known.</param>
/// <param name="Unit">Name of the unit; null when nothing is counted.</param>
internal sealed record JobProgressView(string Job, string State, string? Stage, long Done, long? Total, string? Unit);
