using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Tracing;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.Embeddings;

/// <summary>Records each call as a call to a model, with what it used and how it ended; never a text.</summary>
internal sealed class TracedEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, EmbeddingProfile profile)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private readonly Uri? server = inner.GetService<EmbeddingGeneratorMetadata>()?.ProviderUri;

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var call = new ModelOperation(Spans.ModelEmbeddings, profile.TelemetryProvider, profile.Model, isListed: true, server);
        call.Describe(Tags.Dimensions, profile.Dimensions);
        try
        {
            var generated = await base.GenerateAsync(values, options, cancellationToken);
            call.NoteUsage(generated.Usage);

            // A call that brought something has not thrown, though the provider may have gone away in the middle of it.
            if (generated.Select(EmbeddingFailure.Find).FirstOrDefault(failure => failure?.Kind == EmbeddingFailureKind.Outage) is { } outage)
            {
                call.Fail(outage.Code.Name());
            }
            else
            {
                call.Complete();
            }

            return generated;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            call.Fail(Failures.TypeOf(failure));
            throw;
        }
    }
}
