namespace DeepWiki.ChatApi.Jobs;

/// <summary>A stage of a job.</summary>
/// <param name="Name">clone, read, split, embed, activate, plan, write or check.</param>
/// <param name="State">running, succeeded, failed or cancelled.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; null when not known.</param>
/// <param name="Unit">Name of the unit; null when nothing is counted.</param>
/// <param name="StartedAt">Time it began.</param>
/// <param name="FinishedAt">Time it ended; null while it runs.</param>
internal sealed record JobStageView(
    string Name, string State, long Done, long? Total, string? Unit, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);
