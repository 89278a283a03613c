using System.Collections.Concurrent;
using System.Security.Cryptography;
using DeepWiki.ChatApi.Chat;
using DeepWiki.Core.Caching;

namespace DeepWiki.ChatApi.Asks;

/// <summary>
/// The asks that this replica answers: it keeps their leases, hears what other replicas want of them, and ends those that nobody reads any more.
/// </summary>
internal sealed class AskRegistry(AskLog log, AskLeases leases, ChatDrain drain, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ListenAgain = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (RunningAsk Ask, Task Run)> running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim begun = new(0, 1);
    private readonly ConcurrentDictionary<string, string> requests = new(StringComparer.Ordinal);

    /// <summary>Name of this replica among those that share Redis.</summary>
    public string Replica { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Asks that run now.</summary>
    public int Count => running.Count;

    /// <summary>An ask that this replica answers; null for any other.</summary>
    public RunningAsk? Find(string ask) => running.TryGetValue(ask, out var found) ? found.Ask : null;

    /// <summary>Notes the ask that a request id leads to; gives the one it led to before, null for none.</summary>
    public string? Reserve(string request, string ask) => requests.GetOrAdd(request, ask) is var known && known != ask ? known : null;

    public void Forget(string request) => requests.TryRemove(request, out _);

    /// <summary>Runs an ask as a task of its own, whoever reads it, until its end.</summary>
    /// <param name="ask">The ask.</param>
    /// <param name="request">Request id that leads to it; null for none.</param>
    /// <param name="run">Answers it; throws nothing.</param>
    public void Run(RunningAsk ask, string? request, Func<Task> run)
    {
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        running[ask.Id] = (ask, RunAsync());
        begin.SetResult();
        Wake();

        async Task RunAsync()
        {
            await begin.Task;
            try
            {
                await run();
            }
            finally
            {
                running.TryRemove(ask.Id, out _);
                if (request is not null)
                {
                    Forget(request);
                }

                await leases.ReleaseAsync(ask.Id, Replica, CancellationToken.None);
                ask.Dispose();
            }
        }
    }

    public override void Dispose()
    {
        begun.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(KeepAsync(stoppingToken), ListenAsync(stoppingToken));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What still runs when the time to drain is over ends by itself.
        await Task.WhenAll(running.Values.Select(entry => entry.Run)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    private void Wake()
    {
        try
        {
            if (begun.CurrentCount == 0)
            {
                begun.Release();
            }
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // Another said so at the same time, or the service ends.
        }
    }

    private async Task KeepAsync(CancellationToken stoppingToken)
    {
        var renewedAt = time.GetTimestamp();
        while (await WaitAsync(stoppingToken))
        {
            foreach (var (ask, _) in running.Values)
            {
                await CancelIfAbandonedAsync(ask, stoppingToken);
            }

            if (time.GetElapsedTime(renewedAt) >= RenewInterval)
            {
                renewedAt = time.GetTimestamp();
                await Task.WhenAll(running.Values.Select(entry => RenewAsync(entry.Ask, stoppingToken)));
            }
        }
    }

    /// <summary>Waits a moment while there are asks, else until there is one. False when the service stops.</summary>
    private async Task<bool> WaitAsync(CancellationToken stoppingToken)
    {
        try
        {
            await (running.IsEmpty ? begun.WaitAsync(stoppingToken) : Task.Delay(LookInterval, time, stoppingToken));
            return !drain.Over.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task CancelIfAbandonedAsync(RunningAsk ask, CancellationToken stoppingToken)
    {
        if (ask.Frames.FindAbandonment() is { } alone && alone >= ask.Keep && !await log.HasReaderAsync(ask.Id, stoppingToken))
        {
            ask.Cancel();
        }
    }

    private async Task RenewAsync(RunningAsk ask, CancellationToken stoppingToken)
    {
        if (!ask.Frames.IsDurable)
        {
            return;
        }

        var (isHeld, control) = await leases.RenewAsync(ask.Id, Replica, stoppingToken);
        if (!isHeld)
        {
            ask.Supersede();
        }
        else if (control is not null)
        {
            ask.Control(control);
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await foreach (var control in log.ListenAsync(Replica, stoppingToken))
                {
                    Find(control.Ask)?.Control(control.Name);
                }

                await Task.Delay(ListenAgain, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }
}
