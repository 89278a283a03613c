using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Embeddings;
using OpenAI.Embeddings;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>Embeds one batch with repeats, and takes nothing that is not one sound vector for each text.</summary>
internal sealed class EmbeddingRequest(RemoteProvider provider, EmbeddingProfile profile, EmbedderOptions options)
{
    /// <summary>Vectors of length one, in the order of <paramref name="texts"/>.</summary>
    public async Task<EmbeddingReply> SendAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            ProviderFailure failure;
            try
            {
                return await TryAsync(texts, cancellationToken);
            }
            catch (ProviderFailure failed)
            {
                failure = failed;
            }

            // A provider that is down is waited for: a batch is worth more than the time.
            var worthwhile = failure.Transient || failure.CircuitOpen;
            if (!worthwhile || tries >= options.MaxAttempts || RetryDelay.After(tries, failure.Error.RetryAfter, options.MaxRetryAfter) is not { } pause)
            {
                throw failure;
            }

            await Task.Delay(pause, provider.Time, cancellationToken);
        }
    }

    private async Task<EmbeddingReply> TryAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        provider.EnterCircuit();
        try
        {
            var reply = await ReadAsync(texts, cancellationToken);
            provider.LeaveCircuit(failure: null);
            return reply;
        }
        catch (ProviderFailure failure)
        {
            provider.LeaveCircuit(failure);
            throw;
        }
        catch
        {
            provider.Circuit.Abandoned();
            throw;
        }
    }

    private async Task<EmbeddingReply> ReadAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.RequestTimeout, provider.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var sent = new EmbeddingGenerationOptions { Dimensions = TakesDimensions(profile.Model) ? profile.Dimensions : null };
            var answer = await provider.Embedder(profile.Model).GenerateEmbeddingsAsync(texts, sent, either.Token);

            // Texts without a token are not sent: such a number is none.
            return new EmbeddingReply(Check(answer.Value, texts.Count), answer.Value.Usage?.InputTokenCount is > 0 and var tokens ? tokens : null);
        }
        catch (ProviderFailure failure) when (failure.Status == 404 && profile.Provider == ProviderNames.Ollama)
        {
            throw provider.Failures.Fail(
                ErrorCode.EmbeddingModelMissing, $"Ollama model '{profile.Model}' not found. Please run 'ollama pull {profile.Model}' to install it.");
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw provider.Failures.Fail(ErrorCode.ModelTimeout, "The provider did not embed a batch in time.", transient: true);
        }
        catch (Exception broken) when (broken is not ProviderFailure)
        {
            // The SDK says in many types of exception that it could not read the body.
            throw provider.Failures.Fail(ErrorCode.ModelUnavailable, "The provider sent something that is no list of embeddings.", transient: true, broken);
        }
    }

    private float[][] Check(OpenAIEmbeddingCollection embeddings, int count)
    {
        var vectors = new float[count][];
        foreach (var embedding in embeddings)
        {
            if (embedding.Index < 0 || embedding.Index >= count || vectors[embedding.Index] is not null)
            {
                throw Unsound("The provider sent embeddings that belong to no text.");
            }

            vectors[embedding.Index] = Check(embedding.ToFloats());
        }

        return embeddings.Count == count ? vectors : throw Unsound($"The provider sent {embeddings.Count} embeddings for {count} texts.");
    }

    private float[] Check(ReadOnlyMemory<float> vector)
    {
        if (vector.Length != profile.Dimensions)
        {
            throw provider.Failures.Fail(
                ErrorCode.InconsistentEmbeddings, $"The provider sent an embedding of {vector.Length} dimensions where {profile.Dimensions} were expected.");
        }

        var squares = 0.0;
        foreach (var value in vector.Span)
        {
            squares += (double)value * value;
        }

        if (!double.IsFinite(squares) || squares == 0)
        {
            throw Unsound("The provider sent an embedding without a direction.");
        }

        var norm = Math.Sqrt(squares);
        var normal = vector.ToArray();
        foreach (ref var value in normal.AsSpan())
        {
            value = (float)(value / norm);
        }

        return normal;
    }

    private ProviderFailure Unsound(string message) => provider.Failures.Fail(ErrorCode.ModelUnavailable, message, transient: true);

    // Other models refuse the parameter or ignore it.
    private static bool TakesDimensions(string model) =>
        model.StartsWith("text-embedding-3", StringComparison.Ordinal) || model.StartsWith("gemini-embedding", StringComparison.Ordinal);
}
