using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.Models.Remote;
using OpenAI.Embeddings;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>Embeds one batch with repeats, and takes nothing that is not one sound vector for each text.</summary>
internal sealed class EmbeddingRequest(RemoteModel model, EmbeddingProfile profile, EmbedderOptions options)
{
    private const string Harmless = "hello";

    // Below the failures in a row that open the circuit.
    private const int TriesBeforeDoubt = 3;
    private const int TriesOfAQuestion = 2;
    private const int ServerError = 500;

    private readonly RemoteProvider provider = model.Provider;

    /// <summary>Vectors of length one, in the order of <paramref name="texts"/>, or how it failed.</summary>
    public async Task<EmbeddingOutcome> SendAsync(IReadOnlyList<string> texts, EmbeddingUrgency urgency, CancellationToken cancellationToken)
    {
        var broken = 0;
        for (var tries = 1; ; tries++)
        {
            ProviderFailure failure;
            try
            {
                return EmbeddingOutcome.Success(await TryAsync(texts, urgency, cancellationToken));
            }
            catch (ProviderFailure failed)
            {
                failure = failed;
            }

            broken += failure.Status >= ServerError ? 1 : 0;
            if (failure.Status is 400 or 413 or 422 || await IsBrokenByAsync(texts, broken, urgency, cancellationToken))
            {
                return EmbeddingOutcome.Refused(failure);
            }

            if (Pause(failure, tries, urgency) is not { } pause)
            {
                return EmbeddingOutcome.Failed(failure);
            }

            await Task.Delay(pause, provider.Time, cancellationToken);
        }
    }

    /// <summary>True when the provider embeds another text. Where every text is refused, the fault may lie in the settings and not in the texts.</summary>
    public async Task<bool> AnswersOthersAsync(CancellationToken cancellationToken)
    {
        if (model.Circuit.IsOpen)
        {
            return false;
        }

        try
        {
            // Only its success tells the circuit something: the failures before it have been counted.
            await ReadAsync([Harmless], EmbeddingUrgency.Suspect, cancellationToken);
            model.Circuit.Succeeded();
            return true;
        }
        catch (ProviderFailure)
        {
            return false;
        }
    }

    /// <summary>True when a provider that breaks on these texts answers others.</summary>
    private async Task<bool> IsBrokenByAsync(IReadOnlyList<string> texts, int broken, EmbeddingUrgency urgency, CancellationToken cancellationToken)
    {
        if (urgency == EmbeddingUrgency.Suspect && texts.Count > 1)
        {
            return broken > 0;
        }

        return urgency != EmbeddingUrgency.Question && broken == Math.Min(TriesBeforeDoubt, options.MaxAttempts)
            && await AnswersOthersAsync(cancellationToken);
    }

    /// <summary>Pause before the next try; null when there is none.</summary>
    private TimeSpan? Pause(ProviderFailure failure, int tries, EmbeddingUrgency urgency)
    {
        var isQuestion = urgency == EmbeddingUrgency.Question;
        var isWorthwhile = isQuestion
            ? failure.Transient && failure.Status is not null && tries < TriesOfAQuestion
            : (failure.Transient || failure.CircuitOpen) && tries < options.MaxAttempts;
        return isWorthwhile ? RetryDelay.After(tries, failure.Error.RetryAfter, options.MaxRetryAfter) : null;
    }

    private async Task<EmbeddingReply> TryAsync(IReadOnlyList<string> texts, EmbeddingUrgency urgency, CancellationToken cancellationToken)
    {
        model.EnterCircuit();
        try
        {
            var reply = await ReadAsync(texts, urgency, cancellationToken);
            model.LeaveCircuit(failure: null);
            return reply;
        }
        catch (ProviderFailure failure)
        {
            model.LeaveCircuit(failure);
            throw;
        }
        catch
        {
            model.Circuit.Abandoned();
            throw;
        }
    }

    private async Task<EmbeddingReply> ReadAsync(IReadOnlyList<string> texts, EmbeddingUrgency urgency, CancellationToken cancellationToken)
    {
        var limit = urgency == EmbeddingUrgency.Question && options.QuestionTimeout < options.RequestTimeout ? options.QuestionTimeout : options.RequestTimeout;
        using var deadline = new CancellationTokenSource(limit, provider.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var sent = new EmbeddingGenerationOptions { Dimensions = TakesDimensions(profile.Model) ? profile.Dimensions : null };
            var answer = await OpenAiClients.Embedder(model).GenerateEmbeddingsAsync(texts, sent, either.Token);

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
