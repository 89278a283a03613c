namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>A generation that is kept.</summary>
/// <param name="Generation">Its number.</param>
/// <param name="Commit">Its commit.</param>
/// <param name="State">running, ready, partial, failed or cancelled.</param>
/// <param name="Active">True for the one readers see.</param>
/// <param name="StartedAt">Time its plan was stored.</param>
/// <param name="FinishedAt">Time it ended; null while it is written.</param>
internal sealed record GenerationView(
    int Generation, string Commit, string State, bool Active, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);
