using System.Diagnostics;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Providers;

/// <summary>Records each call as a client span with model and outcome; never a text.</summary>
internal sealed class TracedEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, EmbeddingProfile profile)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var span = DeepWikiTelemetry.Source.StartActivity($"{Spans.ModelEmbeddings} {profile.Model}", ActivityKind.Client);
        span?.SetTag(Tags.Operation, "embeddings").SetTag(Tags.Provider, profile.Provider).SetTag(Tags.Model, profile.Model);
        try
        {
            return await base.GenerateAsync(values, options, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            ModelSpan.Fail(span, failure);
            throw;
        }
    }
}
