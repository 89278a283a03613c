namespace DeepWiki.ChatApi.Conversations;

/// <summary>A conversation in a list.</summary>
/// <param name="Id">Opaque id: who knows it may read the conversation.</param>
/// <param name="Repository">Opaque id of the repository.</param>
/// <param name="Title">Title.</param>
/// <param name="Messages">Number of its messages.</param>
/// <param name="UpdatedAt">Time of the last change.</param>
internal sealed record ConversationView(string Id, string? Repository, string Title, int Messages, DateTimeOffset UpdatedAt);
