using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Embeddings;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// Embeds texts with a model at a provider: in batches, a few at once, each repeated for itself. A call that brings nothing fails. One that
/// brings something gives an empty vector with an <see cref="EmbeddingFailure"/> for each text that is without: those the provider refuses for what
/// they are, found by halving, and those it could not be asked for any more. A blank text has an empty vector and no failure.
/// </summary>
internal sealed class RemoteEmbeddingGenerator(RemoteProvider provider, EmbeddingProfile profile, EmbedderOptions embedder)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    // Finds one guilty text among 500 with nine; a call whose texts are all bad is not taken apart.
    private const int MaxHalvings = 32;
    private const string Harmless = "hello";

    private readonly EmbeddingRequest request = new(provider, profile, embedder);
    private readonly SemaphoreSlim underWay = new(embedder.MaxParallelRequests);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var query = EmbeddingKind.IsQuery(options);
        var prefix = query ? profile.QueryPrefix : profile.DocumentPrefix;
        var texts = values.Select(value => string.IsNullOrWhiteSpace(value) ? "" : EmbeddingBatch.Cut(prefix + value, profile.MaxInputTokens)).ToList();
        var call = new Call(texts);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = embedder.MaxParallelRequests, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            EmbeddingBatch.Split(texts, profile.MaxBatch), parallel, async (batch, token) => await EmbedAsync(batch, call, token));
        if (call.Emptied is { } error && (call.IsOver || query || !await TakesOthersAsync(cancellationToken)))
        {
            throw error;
        }

        return call.Result(profile.Model);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingProfile) ? profile
        : serviceType == typeof(EmbeddingGeneratorMetadata)
            ? new EmbeddingGeneratorMetadata(profile.Provider, provider.Endpoint.BaseAddress, profile.Model, profile.Dimensions)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => underWay.Dispose();

    private async Task EmbedAsync(EmbeddingBatch batch, Call call, CancellationToken cancellationToken)
    {
        if (call.IsOver)
        {
            // The first outage ends the call: what is under way may still come, but nothing more is asked for.
            return;
        }

        try
        {
            call.Add(batch, await SendAsync(batch, cancellationToken));
            return;
        }
        catch (ProviderFailure failure) when (failure.Status is 400 or 413 or 422)
        {
            if (batch.Texts.Count == 1 || !call.MayHalve())
            {
                call.Refuse(batch, failure.Error);
                return;
            }
        }
        catch (ProviderFailure failure)
        {
            call.End(failure.Error);
            return;
        }

        var (left, right) = batch.Halve();
        await EmbedAsync(left, call, cancellationToken);
        await EmbedAsync(right, call, cancellationToken);
    }

    // Where every text is refused, the fault may lie in the settings and not in the texts.
    private async Task<bool> TakesOthersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(new EmbeddingBatch([Harmless], [0]), cancellationToken);
            return true;
        }
        catch (ProviderFailure)
        {
            return false;
        }
    }

    private async Task<EmbeddingReply> SendAsync(EmbeddingBatch batch, CancellationToken cancellationToken)
    {
        await underWay.WaitAsync(cancellationToken);
        try
        {
            return await request.SendAsync(batch.Texts, cancellationToken);
        }
        finally
        {
            underWay.Release();
        }
    }

    /// <summary>Vectors and refusals of one call so far.</summary>
    private sealed class Call(IReadOnlyList<string> texts)
    {
        private readonly float[]?[] vectors = new float[]?[texts.Count];
        private readonly EmbeddingFailure?[] refusals = new EmbeddingFailure?[texts.Count];
        private DeepWikiException? refusal;
        private DeepWikiException? outage;
        private long tokens;
        private bool isUncounted;
        private int embedded;
        private int halvings;

        public bool IsOver => Volatile.Read(ref outage) is not null;

        /// <summary>Error when no text has a vector; null when at least one has.</summary>
        public DeepWikiException? Emptied => embedded == 0 ? outage ?? refusal : null;

        public void Add(EmbeddingBatch batch, EmbeddingReply reply)
        {
            foreach (var (place, vector) in batch.Places.Zip(reply.Vectors))
            {
                vectors[place] = vector;
            }

            Interlocked.Add(ref embedded, reply.Vectors.Count);
            Interlocked.Add(ref tokens, reply.InputTokens ?? 0);
            if (reply.InputTokens is null)
            {
                Volatile.Write(ref isUncounted, true);
            }
        }

        public bool MayHalve() => Interlocked.Increment(ref halvings) <= MaxHalvings;

        /// <summary>A single text is refused for good. A batch not taken apart may hold good ones, which another call may ask for.</summary>
        public void Refuse(EmbeddingBatch batch, DeepWikiException error)
        {
            Volatile.Write(ref refusal, error);
            foreach (var place in batch.Places)
            {
                refusals[place] = EmbeddingFailure.From(error, batch.Texts.Count == 1 ? EmbeddingFailureKind.Refused : EmbeddingFailureKind.RefusedTogether);
            }
        }

        public void End(DeepWikiException error) => Interlocked.CompareExchange(ref outage, error, null);

        public GeneratedEmbeddings<Embedding<float>> Result(string model) => new(texts.Select((_, place) => Result(place, model)))
        {
            // A sum that lacks a part would be a guess.
            Usage = isUncounted || tokens == 0 ? null : new UsageDetails { InputTokenCount = tokens },
        };

        private Embedding<float> Result(int place, string model)
        {
            if (vectors[place] is { } vector)
            {
                return new Embedding<float>(vector) { ModelId = model };
            }

            var failure =
                refusals[place] ?? (outage is { } error && texts[place].Length > 0 ? EmbeddingFailure.From(error, EmbeddingFailureKind.Outage) : null);
            return failure?.ToEmbedding(model) ?? new Embedding<float>(ReadOnlyMemory<float>.Empty) { ModelId = model };
        }
    }
}
