using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Telemetry;
using DeepWiki.Indexer.Indexing;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Keeps the lease of a job alive, on a timer and a connection of its own: a long transaction must not cost the lease.</summary>
internal sealed class JobHeartbeat(JobLeases leases, IOptions<IndexingOptions> options, TimeProvider time)
{
    private const int MaxMissed = 2;

    /// <summary>
    /// Beats three times a lease until <paramref name="finished"/>; cancels <paramref name="lost"/> when the lease is gone or cannot be told.
    /// </summary>
    public async Task BeatAsync(JobLease job, CancellationTokenSource lost, CancellationToken finished)
    {
        // It goes on below the job's span, and is none of its work.
        using var untraced = SuppressTracingScope.Begin();
        var duration = options.Value.LeaseDuration;
        var missed = 0;
        while (!finished.IsCancellationRequested)
        {
            await Task.Delay(duration / 3, time, finished).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (finished.IsCancellationRequested)
            {
                return;
            }

            try
            {
                missed = await leases.HeartbeatAsync(job, duration, finished) ? 0 : MaxMissed;
            }
            catch (OperationCanceledException) when (finished.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                missed++;
            }

            if (missed >= MaxMissed)
            {
                await lost.CancelAsync();
                return;
            }
        }
    }
}
