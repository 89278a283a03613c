namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>An index that can be read now.</summary>
/// <param name="Ref">A branch, tag or commit; null for the head of the default branch.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Files">Number of indexed files.</param>
/// <param name="Chunks">Number of chunks.</param>
/// <param name="Embedding">Name of the embedding profile.</param>
/// <param name="CreatedAt">Time it became readable.</param>
internal sealed record IndexView(string? Ref, string Commit, int Files, long Chunks, string Embedding, DateTimeOffset CreatedAt);
