namespace DeepWiki.Core.Data.Embeddings;

/// <summary>What became of a chunk that waited for its embedding.</summary>
/// <param name="Missing">The chunk.</param>
/// <param name="Embedding">L2-normalised; empty when there is still none.</param>
/// <param name="Gap">Why, when there is still none.</param>
public sealed record BackfilledEmbedding(MissingEmbedding Missing, ReadOnlyMemory<float> Embedding, MissingEmbeddingReason? Gap);
