namespace DeepWiki.Core.Data.Browsing;

/// <summary>An index that readers can use now.</summary>
/// <param name="Ref">A branch, tag or commit; empty for the head of the default branch.</param>
/// <param name="Commit">The commit, in hexadecimal.</param>
/// <param name="Files">Number of indexed files.</param>
/// <param name="Chunks">Number of chunks, those that other commits of the same settings use included.</param>
/// <param name="Embedding">Name of the embedding profile.</param>
/// <param name="CreatedAt">Time it became readable.</param>
public sealed record StoredIndex(string Ref, string Commit, int Files, long Chunks, string Embedding, DateTimeOffset CreatedAt);
