using DeepWiki.Core.Errors;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// One streamed answer of a provider: repeats the request while no text has come, keeps the three time limits, and says every failure as a
/// <see cref="DeepWikiException"/>. The reader's own time between two updates counts for the whole alone. Disposing it closes the connection.
/// </summary>
internal sealed class AnswerStream : IAsyncDisposable
{
    private readonly RemoteProvider provider;
    private readonly Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> open;
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource deadline;
    private readonly CancellationTokenSource either;
    private readonly long started;
    private readonly Queue<ChatResponseUpdate> early = new();
    private IAsyncEnumerator<ChatResponseUpdate>? updates;
    private bool admitted;
    private bool begun;
    private bool finished;

    public AnswerStream(RemoteProvider provider, Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> open, CancellationToken cancellationToken)
    {
        this.provider = provider;
        this.open = open;
        caller = cancellationToken;
        started = provider.Time.GetTimestamp();
        deadline = new CancellationTokenSource(provider.Options.TotalTimeout, provider.Time);
        either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
    }

    /// <summary>The next update, or null at the proper end of the answer.</summary>
    public async Task<ChatResponseUpdate?> NextAsync()
    {
        try
        {
            if (!begun)
            {
                return await BeginAsync();
            }

            return early.TryDequeue(out var update) ? update : await ReadAsync(provider.Options.DeltaTimeout);
        }
        catch (ProviderFailure failure)
        {
            throw failure.Error;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (admitted)
        {
            provider.Calls.Release();
        }

        either.Dispose();
        deadline.Dispose();
    }

    private async Task<ChatResponseUpdate?> BeginAsync()
    {
        await AdmitAsync();
        provider.Retries.NoteCall();
        for (var tries = 1; ; tries++)
        {
            ProviderFailure failure;
            try
            {
                var first = await TryAsync();
                begun = true;
                return first;
            }
            catch (ProviderFailure failed)
            {
                failure = failed;
            }

            early.Clear();
            await CloseAsync();
            await PauseAsync(failure, tries);
        }
    }

    private async Task AdmitAsync()
    {
        using var limit = Limit(provider.Options.FirstDeltaTimeout);
        try
        {
            await provider.Calls.WaitAsync(either.Token);
            admitted = true;
        }
        catch (OperationCanceledException)
        {
            throw Ended("Too many answers of this provider are under way.");
        }
    }

    /// <summary>Sends the request once and reads up to the first text, thought or call of a function.</summary>
    private async Task<ChatResponseUpdate> TryAsync()
    {
        provider.EnterCircuit();
        ProviderFailure? failure = null;
        var known = false;
        try
        {
            updates = open(either.Token).GetAsyncEnumerator(either.Token);
            ChatResponseUpdate update;
            do
            {
                var left = provider.Options.FirstDeltaTimeout - provider.Time.GetElapsedTime(started);
                update = await ReadAsync(left) ?? throw provider.Failures.Fail(ErrorCode.ModelIncomplete, "The model ended without an answer.");
                early.Enqueue(update);
            }
            while (!IsSignOfLife(update));

            known = true;
            return early.Dequeue();
        }
        catch (ProviderFailure failed)
        {
            failure = failed;
            known = true;
            throw;
        }
        finally
        {
            if (known)
            {
                provider.LeaveCircuit(failure);
            }
            else
            {
                provider.Circuit.Abandoned();
            }
        }
    }

    // An update that brings nothing stands for a thought without text, or for a piece of a call.
    private static bool IsSignOfLife(ChatResponseUpdate update) =>
        (update.Contents.Count == 0 && update.FinishReason is null)
        || update.Contents.Any(content => content is TextContent { Text.Length: > 0 } or TextReasoningContent or FunctionCallContent);

    private async Task PauseAsync(ProviderFailure failure, int tries)
    {
        if (!failure.Transient || tries > provider.Options.MaxRetries
            || RetryDelay.After(tries, failure.Error.RetryAfter, provider.Options.MaxRetryAfter) is not { } pause
            || pause + provider.Time.GetElapsedTime(started) >= provider.Options.FirstDeltaTimeout
            || !provider.Retries.TryTake())
        {
            throw failure;
        }

        await Task.Delay(pause, provider.Time, caller);
    }

    private async Task<ChatResponseUpdate?> ReadAsync(TimeSpan limit)
    {
        using var timer = Limit(limit);
        try
        {
            if (updates is null || !await updates.MoveNextAsync())
            {
                return null;
            }

            finished |= updates.Current.FinishReason is not null;
            return updates.Current;
        }
        catch (OperationCanceledException)
        {
            caller.ThrowIfCancellationRequested();

            // The answer itself is complete: a server that then keeps the connection open takes nothing from it.
            return finished ? null : throw Ended(begun ? "The model paused for too long." : "The model did not begin its answer in time.");
        }
        catch (Exception lost) when (lost is IOException or HttpRequestException)
        {
            throw provider.Failures.Fail(ErrorCode.ModelIncomplete, "The provider's answer broke off before its end.", cause: lost);
        }
    }

    private ProviderFailure Ended(string message)
    {
        caller.ThrowIfCancellationRequested();
        return provider.Failures.Fail(ErrorCode.ModelTimeout, message);
    }

    /// <summary>Limits one step, and never goes beyond the whole.</summary>
    private StepLimit Limit(TimeSpan step)
    {
        var left = provider.Options.TotalTimeout - provider.Time.GetElapsedTime(started);
        return new StepLimit(deadline, step < left ? step : left, left);
    }

    private async Task CloseAsync()
    {
        if (updates is { } open)
        {
            updates = null;
            await open.DisposeAsync();
        }
    }

    /// <summary>Sets the shared timer for one step and gives it back to the whole afterwards.</summary>
    private readonly struct StepLimit : IDisposable
    {
        private readonly CancellationTokenSource deadline;
        private readonly TimeSpan whole;

        public StepLimit(CancellationTokenSource deadline, TimeSpan step, TimeSpan whole)
        {
            this.deadline = deadline;
            this.whole = whole > TimeSpan.Zero ? whole : TimeSpan.Zero;
            deadline.CancelAfter(step > TimeSpan.Zero ? step : TimeSpan.Zero);
        }

        public void Dispose() => deadline.CancelAfter(whole);
    }
}
