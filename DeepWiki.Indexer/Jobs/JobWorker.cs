using DeepWiki.Core.Data.Postgres;
using Npgsql;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Claims index jobs and has them run, a few at once; first it gives back what an earlier run of this worker held.</summary>
internal sealed partial class JobWorker(
    SchemaReadySignal schema, JobClaimer claimer, JobRunner runner, ClaimLoop loop, TimeProvider time, ILogger<JobWorker> logger) : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        await ReleaseOwnAsync(stoppingToken);
        await loop.RunAsync(claimer.ParallelJobs, PollInterval, RunOneAsync, stoppingToken);
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
                LogNotRemoved(exception);
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                // The database went away again.
                await Task.Delay(RetryDelay / 2, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> RunOneAsync(CancellationToken stoppingToken)
    {
        if (!claimer.HasRoom())
        {
            // No signal tells of room, and making some takes a walk over the clones.
            await Task.Delay(PollInterval, time, stoppingToken);
            return true;
        }

        if (await claimer.ClaimAsync(stoppingToken) is not { } job)
        {
            return false;
        }

        await runner.RunAsync(job, stoppingToken);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Folders of an earlier run could not be removed")]
    private partial void LogNotRemoved(Exception exception);
}
