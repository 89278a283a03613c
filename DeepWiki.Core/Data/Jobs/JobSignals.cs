using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepWiki.Core.Data.Jobs;

/// <summary>
/// Listens for notifications about jobs on one connection of its own and wakes whoever waits. A notification can be lost when the
/// connection is, so every wait is also bounded: those who wait ask the table again.
/// </summary>
public sealed partial class JobSignals(NpgsqlDataSource dataSource, TimeProvider time, ILogger<JobSignals> logger) : BackgroundService
{
    /// <summary>Channel on which the end of a page of a wiki is announced; the payload is the id of its generation.</summary>
    public const string PageEndedChannel = "deepwiki_page_ended";

    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<object, TaskCompletionSource> waiters = new();

    /// <summary>Ends at the next notification of any kind, or after <paramref name="limit"/>.</summary>
    public async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var key = new object();
        var signal = waiters.GetOrAdd(key, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await signal.Task.WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The poll beside the notifications.
        }
        finally
        {
            waiters.TryRemove(key, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
            {
                LogListeningInterrupted(exception.Message);
                await Task.Delay(ReconnectDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => WakeAll();
        await using (var listen = new NpgsqlCommand($"listen {JobQueue.QueuedChannel}; listen {JobQueue.EndedChannel}; listen {PageEndedChannel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        // What happened before the connection stood was not announced to it.
        WakeAll();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private void WakeAll()
    {
        foreach (var waiter in waiters.Values)
        {
            waiter.TrySetResult();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job notifications interrupted: {Reason}")]
    private partial void LogListeningInterrupted(string reason);
}
