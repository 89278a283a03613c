using DeepWiki.Core.Errors;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.Embeddings;

/// <summary>Reason one text of a call came back without a vector while others of the same call have theirs.</summary>
/// <param name="Code">Code of the failure.</param>
/// <param name="Reason">Reason, fit for the user's eyes.</param>
/// <param name="Kind">Kind of failure: decides if the text is asked for again.</param>
public sealed record EmbeddingFailure(ErrorCode Code, string Reason, EmbeddingFailureKind Kind)
{
    private const string PropertyName = "deepwiki.embedding_failure";

    /// <summary>A failed call, as the failure of each of its texts.</summary>
    public static EmbeddingFailure From(DeepWikiException error, EmbeddingFailureKind kind) => new(error.Code, error.Message, kind);

    /// <summary>The failure an embedding without a vector stands for; null when it has one, or when its text says nothing.</summary>
    public static EmbeddingFailure? Find(Embedding<float> embedding) =>
        embedding.AdditionalProperties?.TryGetValue(PropertyName, out var failure) == true ? failure as EmbeddingFailure : null;

    internal Embedding<float> ToEmbedding(string model) =>
        new(ReadOnlyMemory<float>.Empty) { ModelId = model, AdditionalProperties = new() { [PropertyName] = this } };
}
