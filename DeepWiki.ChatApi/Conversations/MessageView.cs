using DeepWiki.ChatApi.Asks.Frames;

namespace DeepWiki.ChatApi.Conversations;

/// <summary>A question or an answer.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Role">user or assistant.</param>
/// <param name="Text">The words; of a live answer empty.</param>
/// <param name="Mode">answer or research.</param>
/// <param name="Provider">Provider that answered; null for a question.</param>
/// <param name="Model">Model that answered; null for a question.</param>
/// <param name="Commit">Commit of the answer; null for a question.</param>
/// <param name="Rounds">Rounds of a research.</param>
/// <param name="Sources">Evidence of an answer.</param>
/// <param name="Citations">Verified citations of an answer.</param>
/// <param name="Usage">Tokens of an answer; null for a question.</param>
/// <param name="Done">The end of an answer; null for a question, and for one that failed or is live.</param>
/// <param name="Error">The failure of an answer; null for none.</param>
/// <param name="Ask">The ask to follow while the answer is live; else null.</param>
/// <param name="CreatedAt">Time it began.</param>
internal sealed record MessageView(
    string Id, string Role, string Text, string Mode, string? Provider, string? Model, string? Commit, IReadOnlyList<RoundMembers> Rounds,
    IReadOnlyList<SourceItem> Sources, IReadOnlyList<CitationMembers> Citations, UsageMembers? Usage, DoneMembers? Done, ErrorMembers? Error, string? Ask,
    DateTimeOffset CreatedAt);
