using System.Diagnostics;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.Indexer.Indexing.Embedding;

/// <summary>Embeds texts and says of each what came of it. A provider that fails is an outcome here, not an exception.</summary>
internal sealed class TextEmbedder(IEmbeddingGenerator<string, Embedding<float>> generator, EmbeddingProfile profile)
{
    /// <summary>The model the embeddings are of.</summary>
    public EmbeddingProfile Profile => profile;

    /// <summary>One outcome for each text, in order. Once a job has met an outage, nothing more is asked for on its behalf.</summary>
    public async Task<IReadOnlyList<TextEmbedding>> EmbedAsync(IReadOnlyList<string> texts, IndexingCounters counters, CancellationToken cancellationToken)
    {
        if (texts.Count == 0 || counters.Outage is not null)
        {
            return [.. texts.Select(_ => new TextEmbedding([], counters.Outage))];
        }

        IReadOnlyList<TextEmbedding> outcomes;
        var start = Stopwatch.GetTimestamp();
        try
        {
            var generated = await generator.GenerateAsync(texts, cancellationToken: cancellationToken);
            outcomes = [.. generated.Select(embedding => new TextEmbedding(Normalize(embedding.Vector.Span), EmbeddingFailure.Find(embedding)))];
        }
        catch (DeepWikiException exception)
        {
            var failure = EmbeddingFailure.From(exception, EmbeddingFailureKind.Outage);
            outcomes = [.. texts.Select(_ => new TextEmbedding([], failure))];
        }

        counters.Outage = outcomes.FirstOrDefault(outcome => outcome.Failure?.Kind == EmbeddingFailureKind.Outage)?.Failure;
        Measure(start, outcomes.FirstOrDefault(outcome => outcome.Failure is not null)?.Failure);
        var embedded = outcomes.Count(outcome => outcome.Vector.Length > 0);
        counters.Embedded += embedded;
        Instruments.EmbeddedTexts.Add(embedded);
        return outcomes;
    }

    private void Measure(long start, EmbeddingFailure? failure)
    {
        var tags = new TagList { { Tags.Provider, profile.TelemetryProvider } };
        if (failure is not null)
        {
            tags.Add(Tags.ErrorType, failure.Code.Name());
        }

        Instruments.EmbeddingBatch.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, tags);
    }

    private static float[] Normalize(ReadOnlySpan<float> vector)
    {
        double sum = 0;
        foreach (var value in vector)
        {
            sum += (double)value * value;
        }

        if (sum == 0)
        {
            return [];
        }

        var length = Math.Sqrt(sum);
        var normal = new float[vector.Length];
        for (var i = 0; i < normal.Length; i++)
        {
            normal[i] = (float)(vector[i] / length);
        }

        return normal;
    }
}
