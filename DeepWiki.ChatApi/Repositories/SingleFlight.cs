namespace DeepWiki.ChatApi.Repositories;

/// <summary>
/// One piece of work that all who ask the same at the same time wait for. A leaving one does not end it for the others; when the last has
/// left, it is cancelled.
/// </summary>
internal sealed class SingleFlight<T>(Func<CancellationToken, Task<T>> work) : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource abandoned = new();
    private Task<T>? answer;
    private int waiting;
    private bool closed;

    /// <summary>True when it is answered or given up: no caller can join any more.</summary>
    public bool IsOver
    {
        get
        {
            lock (gate)
            {
                return closed || answer is { IsCompleted: true };
            }
        }
    }

    /// <summary>Adds a waiting caller; the first one begins the work. False when the work is over and a new one is needed.</summary>
    public bool TryJoin()
    {
        lock (gate)
        {
            if (closed || answer is { IsCompleted: true })
            {
                return false;
            }

            waiting++;
            answer ??= StartAsync();
            return true;
        }
    }

    /// <summary>Waits for the shared answer, until the token says that this caller has left.</summary>
    public async Task<T> WaitAsync(CancellationToken cancellationToken)
    {
        var shared = answer!; // Joining began it.
        try
        {
            return await shared.WaitAsync(cancellationToken);
        }
        finally
        {
            if (Leave())
            {
                await abandoned.CancelAsync();
                await ((Task)shared).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Dispose();
            }
        }
    }

    public void Dispose() => abandoned.Dispose();

    // Reading a folder blocks, which must not happen under the lock.
    private async Task<T> StartAsync()
    {
        await Task.Yield();
        return await work(abandoned.Token);
    }

    private bool Leave()
    {
        lock (gate)
        {
            return closed = --waiting == 0;
        }
    }
}
