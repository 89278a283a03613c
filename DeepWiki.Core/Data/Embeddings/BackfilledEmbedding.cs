namespace DeepWiki.Core.Data.Embeddings;

/// <summary>Result of embedding a chunk that was stored without a vector.</summary>
/// <param name="Missing">The chunk.</param>
/// <param name="Embedding">L2-normalised; empty when there is still none.</param>
/// <param name="Gap">Reason when there is still none; null when there is one.</param>
public sealed record BackfilledEmbedding(MissingEmbedding Missing, ReadOnlyMemory<float> Embedding, MissingEmbeddingReason? Gap);
