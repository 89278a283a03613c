using DeepWiki.Core.Data.Embeddings;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Embeddings;

namespace DeepWiki.Indexer.Indexing.Embedding;

/// <summary>Result of embedding one text.</summary>
/// <param name="Vector">L2-normalised; empty when there is none.</param>
/// <param name="Failure">Reason there is none; null when there is a vector, or when the text has no words to embed.</param>
internal sealed record TextEmbedding(float[] Vector, EmbeddingFailure? Failure)
{
    /// <summary>Reason that is stored in place of the vector; null when there is none to store.</summary>
    public MissingEmbeddingReason? Gap(string header) => Failure is null
        ? null
        : new MissingEmbeddingReason(Failure.Code.Name(), Failure.Reason, Failure.Kind == EmbeddingFailureKind.Refused, header);
}
