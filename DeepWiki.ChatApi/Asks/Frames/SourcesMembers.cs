namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>Evidence of an answer.</summary>
/// <param name="Round">Round of a research it belongs to; null for none.</param>
/// <param name="Degraded">Parts of the search that could not take part; null for none.</param>
/// <param name="Items">Lines of the repository, best first.</param>
internal sealed record SourcesMembers(int? Round, IReadOnlyList<string>? Degraded, IReadOnlyList<SourceItem> Items);
