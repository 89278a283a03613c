using DeepWiki.ChatApi.Asks.Frames;

namespace DeepWiki.ChatApi.Asks.Transcripts;

/// <summary>Facts that stand beside the words of an answer.</summary>
/// <param name="Sources">Evidence, as it was sent.</param>
/// <param name="Citations">Verified citations.</param>
/// <param name="Rounds">Rounds of a research that are done.</param>
/// <param name="Usage">Tokens; null when the answer failed before.</param>
/// <param name="Done">The end; null when the answer failed.</param>
/// <param name="Error">The failure; null for none.</param>
internal sealed record MessageFacts(
    IReadOnlyList<SourceItem> Sources, IReadOnlyList<CitationMembers> Citations, IReadOnlyList<RoundMembers> Rounds, UsageMembers? Usage,
    DoneMembers? Done, ErrorMembers? Error);
