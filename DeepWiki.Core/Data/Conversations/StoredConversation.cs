namespace DeepWiki.Core.Data.Conversations;

/// <summary>A conversation about a repository.</summary>
/// <param name="Id">Key inside the database.</param>
/// <param name="PublicId">Opaque id for clients, <c>cnv_…</c>: who knows it may read the conversation.</param>
/// <param name="RepositoryId">The repository it is about.</param>
/// <param name="Title">Title, at first the beginning of the first question.</param>
/// <param name="Caller">Hash of the one who asked first; null for one without a name.</param>
/// <param name="Messages">Number of its messages.</param>
/// <param name="CreatedAt">Time of the first question.</param>
/// <param name="UpdatedAt">Time of the last change.</param>
public sealed record StoredConversation(
    long Id, string PublicId, int RepositoryId, string Title, string? Caller, int Messages, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
