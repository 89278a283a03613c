namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>An ask that was taken on.</summary>
/// <param name="Ask">Id of the ask: who has it may read it on.</param>
/// <param name="Conversation">Conversation it belongs to.</param>
/// <param name="Message">Message that the answer becomes.</param>
/// <param name="Provider">Provider that answers.</param>
/// <param name="Model">Model that answers.</param>
/// <param name="Repository">The repository.</param>
/// <param name="TraceId">Trace of the answer.</param>
/// <param name="Resumable">True when another replica can read the answer on.</param>
internal sealed record AcceptedMembers(
    string Ask, string Conversation, string Message, string Provider, string Model, AskedRepositoryView Repository, string TraceId, bool Resumable);
