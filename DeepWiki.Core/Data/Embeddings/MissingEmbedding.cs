namespace DeepWiki.Core.Data.Embeddings;

/// <summary>A stored chunk that waits for its embedding.</summary>
/// <param name="ChunkId">The chunk.</param>
/// <param name="BlobNumber">Its blob.</param>
/// <param name="ContentHash">SHA-256 of the embedded text.</param>
/// <param name="Header">The first part of the embedded text.</param>
/// <param name="Content">The chunk's own text.</param>
public sealed record MissingEmbedding(long ChunkId, long BlobNumber, byte[] ContentHash, string Header, string Content);
