namespace DeepWiki.Core.Data.Embeddings;

/// <summary>Chunks of the active generation that have no embedding for one reason.</summary>
/// <param name="Reason">Reason, fit for the user's eyes.</param>
/// <param name="IsRefused">True when they stay without.</param>
/// <param name="Chunks">Number of such chunks.</param>
public sealed record MissingEmbeddingCount(string Reason, bool IsRefused, long Chunks);
