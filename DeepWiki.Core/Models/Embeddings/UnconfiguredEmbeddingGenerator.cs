using DeepWiki.Core.Errors;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.Embeddings;

/// <summary>Generator in place of an embedder without its key: the service starts, and every call fails with the setting that is missing.</summary>
internal sealed class UnconfiguredEmbeddingGenerator(EmbeddingProfile profile, string missingSetting) : IEmbeddingGenerator<string, Embedding<float>>
{
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromException<GeneratedEmbeddings<Embedding<float>>>(
            new DeepWikiException(ErrorCode.EmbeddingNotConfigured, $"Environment variable {missingSetting} must be set") { Provider = profile.Provider });

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType == typeof(EmbeddingProfile) ? profile : null;

    public void Dispose()
    {
        // Nothing is held.
    }
}
