using DeepWiki.Core.Data.Embeddings;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Data.Index;

/// <summary>A chunk ready to be stored.</summary>
/// <param name="Chunk">Lines and text.</param>
/// <param name="ContentHash">SHA-256 of the embedded text: equal hashes under one model share an embedding.</param>
/// <param name="Terms">The document's half of BM25.</param>
/// <param name="Embedding">L2-normalised; empty when there is none.</param>
public sealed record ChunkRow(Chunk Chunk, byte[] ContentHash, SparseTerms Terms, ReadOnlyMemory<float> Embedding)
{
    /// <summary>Reason it has no embedding; null when it has one, or when its text has no words to embed.</summary>
    public MissingEmbeddingReason? Gap { get; init; }
}
