using DeepWiki.Core.Data.Jobs;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Claims work and does it, a few at once, until the service stops. A failure never ends the loop; what was interrupted is claimed again.</summary>
internal sealed partial class ClaimLoop(JobSignals signals, TimeProvider time, ILogger<ClaimLoop> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <param name="parallel">Pieces of work done at once.</param>
    /// <param name="pollInterval">Longest wait for a signal, as one can be lost.</param>
    /// <param name="workAsync">Claims one piece and does it; false when there was none.</param>
    /// <param name="stoppingToken">Ends the loop.</param>
    public Task RunAsync(int parallel, TimeSpan pollInterval, Func<CancellationToken, Task<bool>> workAsync, CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => RepeatAsync(pollInterval, workAsync, stoppingToken)));

    private async Task RepeatAsync(TimeSpan pollInterval, Func<CancellationToken, Task<bool>> workAsync, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await workAsync(stoppingToken))
                {
                    await signals.WaitAsync(pollInterval, stoppingToken);
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
