namespace DeepWiki.ChatApi.Conversations;

/// <summary>A conversation as a whole.</summary>
/// <param name="Id">Opaque id: who knows it may read the conversation.</param>
/// <param name="Repository">Opaque id of the repository.</param>
/// <param name="Title">Title.</param>
/// <param name="Writable">True when the edit key came with the request.</param>
/// <param name="CreatedAt">Time of the first question.</param>
/// <param name="Messages">Questions and answers in their order.</param>
internal sealed record ConversationDetailView(
    string Id, string? Repository, string Title, bool Writable, DateTimeOffset CreatedAt, IReadOnlyList<MessageView> Messages);
