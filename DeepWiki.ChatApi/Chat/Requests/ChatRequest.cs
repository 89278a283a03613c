using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Chat.Requests;

/// <summary>One question with everything that came along, its shape checked. Never logged whole.</summary>
internal sealed record ChatRequest(
    string RepositoryUrl,
    string Type,
    IReadOnlyList<ConversationTurn> Messages,
    string? FilePath,
    Secret? Token,
    string? Provider,
    string? Model,
    string Language,
    RequestedFilters Filters)
{
    public string Question => Messages[^1].Content;

    /// <summary>The branch, tag or commit the question is about; null for the head of the default branch.</summary>
    public string? Ref { get; init; }

    /// <summary>Name that the limits count the caller by; null for a caller on loopback without a key.</summary>
    public string? Caller { get; init; }
}
