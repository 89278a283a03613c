using DeepWiki.Core.Errors;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.Embeddings;

/// <summary>Stands where the chosen embedder lacks its key: the service starts, and whoever needs a vector is told what to set.</summary>
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
