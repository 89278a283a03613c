using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.Models.Remote;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// Embeds texts with a model at a provider: in batches, a few at once, each repeated for itself. A call that brings nothing fails. One that
/// brings something gives an empty vector with an <see cref="EmbeddingFailure"/> for each text that is without: those the provider refuses or breaks on,
/// found by halving, and those it could not be asked for any more. A blank text has an empty vector and no failure.
/// </summary>
internal sealed class RemoteEmbeddingGenerator(RemoteModel model, EmbeddingProfile profile, EmbedderOptions embedder)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingRequest request = new(model, profile, embedder);
    private readonly SemaphoreSlim underWay = new(embedder.MaxParallelRequests);
    private readonly SemaphoreSlim takingApart = new(1);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var query = EmbeddingKind.IsQuery(options);
        var prefix = query ? profile.QueryPrefix : profile.DocumentPrefix;
        var texts = values.Select(value => string.IsNullOrWhiteSpace(value) ? "" : EmbeddingBatch.Cut(prefix + value, profile.MaxInputTokens)).ToList();
        var call = new EmbeddingCall(texts, query ? EmbeddingUrgency.Question : EmbeddingUrgency.Batch);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = embedder.MaxParallelRequests, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            EmbeddingBatch.Split(texts, profile.MaxBatch), parallel, async (batch, token) => await EmbedAsync(batch, call, token));
        if (call.Emptied is { } error && (call.IsOver || query || !await request.AnswersOthersAsync(cancellationToken)))
        {
            throw error;
        }

        return call.Result(profile.Model);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingProfile) ? profile
        : serviceType == typeof(EmbeddingGeneratorMetadata)
            ? new EmbeddingGeneratorMetadata(profile.Provider, model.Provider.Endpoint.BaseAddress, profile.Model, profile.Dimensions)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        underWay.Dispose();
        takingApart.Dispose();
    }

    private async Task EmbedAsync(EmbeddingBatch batch, EmbeddingCall call, CancellationToken cancellationToken)
    {
        foreach (var part in Sized(batch))
        {
            if (await TrySendAsync(part, call, call.Urgency, cancellationToken) is { } refusal)
            {
                // One after the other, as what one finds out of the number that a request may hold is good for all.
                await takingApart.WaitAsync(cancellationToken);
                try
                {
                    await TakeApartAsync(part, refusal, call, cancellationToken);
                }
                finally
                {
                    takingApart.Release();
                }
            }
        }
    }

    /// <summary>Parts of the size that works. It is asked for anew for each part, since it is learnt on the way.</summary>
    private IEnumerable<EmbeddingBatch> Sized(EmbeddingBatch batch)
    {
        for (var from = 0; from < batch.Texts.Count;)
        {
            var part = batch.Slice(from, model.Batches.Next(profile.MaxBatch));
            from += part.Texts.Count;
            yield return part;
        }
    }

    /// <summary>Finds the texts that are refused, or the number of texts that is.</summary>
    private async Task TakeApartAsync(EmbeddingBatch batch, ProviderFailure refusal, EmbeddingCall call, CancellationToken cancellationToken)
    {
        if (batch.Texts.Count == 1)
        {
            await ShortenAsync(batch, refusal, call, cancellationToken);
            return;
        }

        if (batch.Texts.Count <= model.Batches.Next(profile.MaxBatch) && !call.MayHalve())
        {
            call.Refuse(batch, refusal.Error);
            return;
        }

        var (left, right) = batch.Halve();
        var isTaken = await EmbedPartAsync(left, call, cancellationToken);
        isTaken &= await EmbedPartAsync(right, call, cancellationToken);
        if (isTaken)
        {
            model.Batches.NoteTooLarge(batch.Texts.Count, right.Texts.Count);
            call.ForgetHalvings();
        }
    }

    /// <summary>True when the provider took the part in one request.</summary>
    private async Task<bool> EmbedPartAsync(EmbeddingBatch batch, EmbeddingCall call, CancellationToken cancellationToken)
    {
        var isTaken = true;
        foreach (var part in Sized(batch))
        {
            isTaken &= part.Texts.Count == batch.Texts.Count && !call.IsOver;
            if (await TrySendAsync(part, call, EmbeddingUrgency.Suspect, cancellationToken) is { } refusal)
            {
                isTaken = false;
                await TakeApartAsync(part, refusal, call, cancellationToken);
            }
        }

        return isTaken && !call.IsOver;
    }

    // Most models break on a text that is too long for them, whatever they say of it.
    private async Task ShortenAsync(EmbeddingBatch batch, ProviderFailure refusal, EmbeddingCall call, CancellationToken cancellationToken)
    {
        if (batch.Shorten() is not { } shorter)
        {
            call.Refuse(batch, refusal.Error);
        }
        else if (await TrySendAsync(shorter, call, EmbeddingUrgency.Suspect, cancellationToken) is { } again)
        {
            call.Refuse(batch, again.Error);
        }
    }

    /// <summary>
    /// Sends a batch; the failure when it lies in its texts. Any other ends the call: what is under way may still come, no more is asked for.
    /// </summary>
    private async Task<ProviderFailure?> TrySendAsync(EmbeddingBatch batch, EmbeddingCall call, EmbeddingUrgency urgency, CancellationToken cancellationToken)
    {
        if (call.IsOver)
        {
            return null;
        }

        var outcome = await SendAsync(batch, urgency, cancellationToken);
        if (outcome.Reply is { } reply)
        {
            call.Add(batch, reply);
            model.Batches.NoteTaken(batch.Texts.Count);
        }
        else if (outcome.Failure is { } failure && !outcome.IsAboutTexts)
        {
            call.End(failure.Error);
        }

        return outcome.IsAboutTexts ? outcome.Failure : null;
    }

    private async Task<EmbeddingOutcome> SendAsync(EmbeddingBatch batch, EmbeddingUrgency urgency, CancellationToken cancellationToken)
    {
        await underWay.WaitAsync(cancellationToken);
        try
        {
            return await request.SendAsync(batch.Texts, urgency, cancellationToken);
        }
        finally
        {
            underWay.Release();
        }
    }
}
