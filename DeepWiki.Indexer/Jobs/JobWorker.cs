using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Postgres;
using Npgsql;

namespace DeepWiki.Indexer.Jobs;

/// <summary>
/// Claims jobs and has them run, a few at once. A job's failure never ends the loop; what was interrupted is claimed again, here or elsewhere.
/// </summary>
internal sealed partial class JobWorker(
    SchemaReadySignal schema, JobClaimer claimer, JobRunner runner, JobSignals signals, TimeProvider time, ILogger<JobWorker> logger) : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        await ReleaseOwnAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, claimer.ParallelJobs).Select(_ => LoopAsync(stoppingToken)));
    }

    private async Task ReleaseOwnAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await claimer.ReleaseOwnAsync(stoppingToken);
                return;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A folder that cannot be removed does no harm.
                LogLoopInterrupted(exception);
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                // The database went away again.
                await Task.Delay(RetryDelay / 2, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LoopAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!claimer.HasRoom())
                {
                    // No signal tells of room, and making some takes a walk over the clones.
                    await Task.Delay(PollInterval, time, stoppingToken);
                }
                else if (await claimer.ClaimAsync(stoppingToken) is { } job)
                {
                    await runner.RunAsync(job, stoppingToken);
                }
                else
                {
                    await signals.WaitAsync(PollInterval, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogLoopInterrupted(exception);
                await Task.Delay(RetryDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job loop interrupted; it goes on")]
    private partial void LogLoopInterrupted(Exception exception);
}
