namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>Work that goes on until the next word.</summary>
/// <param name="Stage">Stage of the work.</param>
/// <param name="Done">Units that are done.</param>
/// <param name="Total">Units in all; null when that is not known.</param>
/// <param name="Unit">Name of the units; null for nothing.</param>
/// <param name="Job">The job that is waited for; null for none.</param>
/// <param name="Message">The work in words; null when the stage says it all.</param>
internal sealed record ProgressMembers(string Stage, long Done, long? Total, string? Unit, string? Job, string? Message);
