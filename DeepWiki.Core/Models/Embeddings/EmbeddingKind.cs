using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.Embeddings;

/// <summary>
/// Tells a generator whether it embeds a question or the text of a file: some models, the local one among them, treat the two differently.
/// Without it a text is a document.
/// </summary>
internal static class EmbeddingKind
{
    private const string PropertyName = "deepwiki.embedding_kind";
    private const string QueryValue = "query";

    /// <summary>Options for embedding the question of a user.</summary>
    public static EmbeddingGenerationOptions Query() => new() { AdditionalProperties = new() { [PropertyName] = QueryValue } };

    internal static bool IsQuery(EmbeddingGenerationOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(PropertyName, out var kind) == true && kind is QueryValue;
}
