using DeepWiki.Core.Errors;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Providers.Remote;

/// <summary>
/// Embeds texts with a model at a provider: in batches, a few at once, each repeated for itself. A text the provider refuses for what it is, and
/// a blank one, give an empty vector; any other failure fails the call, so that nothing half right is stored.
/// </summary>
internal sealed class RemoteEmbeddingGenerator(RemoteProvider provider, EmbeddingProfile profile, EmbedderOptions embedder)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    // Finds one guilty text among 500 in 18 requests; a batch that is all bad is not taken apart.
    private const int MostHalvings = 32;

    private readonly EmbeddingRequest request = new(provider, profile, embedder);
    private readonly SemaphoreSlim underWay = new(embedder.Parallel);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prefix = EmbeddingKind.IsQuery(options) ? profile.QueryPrefix : profile.DocumentPrefix;
        var texts = values.Select(value => string.IsNullOrWhiteSpace(value) ? "" : EmbeddingBatch.Cut(prefix + value, profile.MaxInputTokens)).ToList();
        var call = new Call(texts.Count);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = embedder.Parallel, CancellationToken = cancellationToken };
        try
        {
            // The first failure cancels the other batches.
            await Parallel.ForEachAsync(
                EmbeddingBatch.Split(texts, profile.MaxBatch), parallel, async (batch, token) => await EmbedAsync(batch, call, token));
        }
        catch (ProviderFailure failure)
        {
            throw failure.Error;
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
        try
        {
            call.Add(batch, await SendAsync(batch, cancellationToken));
            return;
        }
        catch (ProviderFailure failure) when (failure.Status is 400 or 413 or 422 && (batch.Texts.Count == 1 || call.MayHalve()))
        {
            call.Refuse(failure.Error);
        }

        if (batch.Texts.Count > 1)
        {
            var (left, right) = batch.Halve();
            await EmbedAsync(left, call, cancellationToken);
            await EmbedAsync(right, call, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<float[]>> SendAsync(EmbeddingBatch batch, CancellationToken cancellationToken)
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

    /// <summary>What has come so far of one call.</summary>
    private sealed class Call(int count)
    {
        private readonly float[]?[] vectors = new float[]?[count];
        private DeepWikiException? refusal;
        private int embedded;
        private int halvings;

        public void Add(EmbeddingBatch batch, IReadOnlyList<float[]> found)
        {
            foreach (var (place, vector) in batch.Places.Zip(found))
            {
                vectors[place] = vector;
            }

            Interlocked.Add(ref embedded, found.Count);
        }

        public bool MayHalve() => Interlocked.Increment(ref halvings) <= MostHalvings;

        public void Refuse(DeepWikiException error) => refusal = error;

        public GeneratedEmbeddings<Embedding<float>> Result(string model) =>
            refusal is not null && embedded == 0
                ? throw refusal
                : new(vectors.Select(vector => new Embedding<float>(vector ?? []) { ModelId = model }));
    }
}
