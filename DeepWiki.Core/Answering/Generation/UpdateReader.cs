using DeepWiki.Core.Errors;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Answering.Generation;

/// <summary>Reads the updates of a model one by one, and can say that none has come for a while. It ends the call when it is disposed.</summary>
/// <param name="updates">The updates, the first one current.</param>
/// <param name="leaving">Ends the call.</param>
/// <param name="time">Measures the while.</param>
internal sealed class UpdateReader(IAsyncEnumerator<ChatResponseUpdate> updates, CancellationTokenSource leaving, TimeProvider time) : IAsyncDisposable
{
    private Task<bool>? next;

    public ChatResponseUpdate Current => updates.Current;

    /// <summary>Waits for the next update; null when none has come within the time, false at the end.</summary>
    public async Task<bool?> NextAsync(TimeSpan patience)
    {
        next ??= updates.MoveNextAsync().AsTask();
        if (!next.IsCompleted && patience != Timeout.InfiniteTimeSpan)
        {
            await Task.WhenAny(next, Task.Delay(patience, time, leaving.Token));
            if (!next.IsCompleted && !leaving.IsCancellationRequested)
            {
                return null;
            }
        }

        var moved = next;
        next = null;
        return await moved;
    }

    public async ValueTask DisposeAsync()
    {
        if (next is not null)
        {
            await leaving.CancelAsync();
            try
            {
                await next;
            }
            catch (Exception exception) when (exception is OperationCanceledException or DeepWikiException)
            {
                // Nobody waits for it any more.
            }
        }

        await updates.DisposeAsync();
    }
}
