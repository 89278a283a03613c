using System.Collections.Concurrent;
using DeepWiki.Core.TextAnalysis;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.Embeddings;

/// <summary>
/// Embeds text without a model, key or network: every term and its letter groups go to hashed dimensions, so that texts with common words or
/// common parts of words lie close. Pure and thread-safe; equal on every platform. A text without terms has no direction: it gives an
/// <b>empty vector</b> (<c>Vector.IsEmpty</c>), which is stored as null and never returned by a search.
/// </summary>
internal sealed class LocalEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>Part of the profile's name: every change of what comes out raises it.</summary>
    public const int Version = 1;

    private readonly LocalFeatures features = new();

    // One for each thread that embeds at once, used again for its next text.
    private readonly ConcurrentBag<TermFrequencies> spare = [];

    public static EmbeddingProfile Profile { get; } = new(
        "local", "hash", Version, LocalFeatures.Dimensions, MaxBatch: 256, MaxInputTokens: int.MaxValue);

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var query = EmbeddingKind.IsQuery(options);
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            embeddings.Add(new Embedding<float>(query ? EmbedQuery(value) : EmbedDocument(value)) { ModelId = Profile.Model });
        }

        return Task.FromResult(embeddings);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingProfile) ? Profile
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata(Profile.Provider, null, Profile.Model, Profile.Dimensions)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // Nothing is held.
    }

    /// <summary>The vector of a text of the repository: repeated terms count by the root of their number.</summary>
    internal float[] EmbedDocument(string text) => Embed(text, isQuery: false);

    /// <summary>The vector of a question: every distinct term counts once.</summary>
    internal float[] EmbedQuery(string text) => Embed(text, isQuery: true);

    private float[] Embed(string text, bool isQuery)
    {
        var counts = spare.TryTake(out var kept) ? kept : new TermFrequencies();
        counts.Count(text);
        var vector = new float[LocalFeatures.Dimensions];

        // In order of first sight: the sum is the same on every platform.
        foreach (var (term, count) in counts.Distinct)
        {
            features.AddTo(vector, term, isQuery ? 1 : MathF.Sqrt(count));
        }

        spare.Add(counts);
        return Normalize(vector);
    }

    private static float[] Normalize(float[] vector)
    {
        var squares = 0.0;
        foreach (var value in vector)
        {
            squares += (double)value * value;
        }

        if (squares == 0)
        {
            return [];
        }

        var norm = Math.Sqrt(squares);
        foreach (ref var value in vector.AsSpan())
        {
            value = (float)(value / norm);
        }

        return vector;
    }
}
