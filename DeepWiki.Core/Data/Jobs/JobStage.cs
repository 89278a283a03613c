namespace DeepWiki.Core.Data.Jobs;

/// <summary>A stage that a job went through.</summary>
/// <param name="Name">Name of the stage, such as <c>embed</c>.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; null when not known.</param>
/// <param name="Unit">Name of the unit that is counted.</param>
/// <param name="StartedAt">Time it began.</param>
/// <param name="FinishedAt">Time the next one began; null for the last one.</param>
public sealed record JobStage(string Name, long Done, long? Total, string? Unit, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);
