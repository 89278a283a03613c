namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>A piece of the answer.</summary>
/// <param name="Text">Markdown; never empty.</param>
/// <param name="Round">Round of a research it belongs to; null for none.</param>
internal sealed record DeltaMembers(string Text, int? Round);
