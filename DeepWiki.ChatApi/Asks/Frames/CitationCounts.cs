namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>Citations of an answer, counted.</summary>
/// <param name="Sent">Citations that were verified.</param>
/// <param name="Dropped">References that did not hold.</param>
internal sealed record CitationCounts(int Sent, int Dropped);
