using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Indexer.Wikis;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Claims jobs of wikis beside those of indexes, so that a long wiki keeps no repository from being indexed.</summary>
internal sealed partial class WikiWorker(
    SchemaReadySignal schema, JobClaimer claimer, JobRunner runner, JobSignals signals, IOptions<WikiOptions> options, ILogger<WikiWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, options.Value.ParallelJobs).Select(_ => LoopAsync(stoppingToken)));
    }

    private async Task LoopAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await claimer.ClaimWikiAsync(stoppingToken) is { } job)
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
                await Task.Delay(RetryDelay, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Wiki loop interrupted; it goes on")]
    private partial void LogLoopInterrupted(Exception exception);
}
