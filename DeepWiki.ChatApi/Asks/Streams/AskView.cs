using DeepWiki.ChatApi.Asks.Frames;

namespace DeepWiki.ChatApi.Asks.Streams;

/// <summary>An ask as a whole.</summary>
/// <param name="Ask">Id of the ask.</param>
/// <param name="Conversation">Conversation it belongs to.</param>
/// <param name="Message">Message that the answer becomes.</param>
/// <param name="State">running, done or failed.</param>
/// <param name="Seq">Number of the last frame.</param>
/// <param name="Text">The words so far.</param>
/// <param name="Sources">Evidence so far.</param>
/// <param name="Citations">Verified citations so far.</param>
/// <param name="Usage">Tokens; null until the end.</param>
/// <param name="Done">The end; null until then, and for an answer that failed.</param>
/// <param name="Error">The failure; null for none.</param>
internal sealed record AskView(
    string Ask, string Conversation, string Message, string State, long Seq, string Text, IReadOnlyList<SourceItem> Sources,
    IReadOnlyList<CitationMembers> Citations, UsageMembers? Usage, DoneMembers? Done, ErrorMembers? Error);
