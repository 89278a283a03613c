using DeepWiki.Core.Data.Embeddings;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Embeddings;

namespace DeepWiki.Indexer.Indexing.Embedding;

/// <summary>What came of one text.</summary>
/// <param name="Vector">L2-normalised; empty when there is none.</param>
/// <param name="Failure">Why there is none; null when the text says nothing.</param>
internal sealed record TextEmbedding(float[] Vector, EmbeddingFailure? Failure)
{
    /// <summary>What is stored in place of the vector.</summary>
    public MissingEmbeddingReason? Gap(string header) => Failure is null
        ? null
        : new MissingEmbeddingReason(Failure.Code.Name(), Failure.Reason, Failure.Kind == EmbeddingFailureKind.Refused, header);
}
