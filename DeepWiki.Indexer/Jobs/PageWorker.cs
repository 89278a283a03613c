using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Indexer.Wikis;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Claims pages of whatever wikis are being written and has them written, a few at once.</summary>
internal sealed partial class PageWorker(
    SchemaReadySignal schema, PageClaimer claimer, PageRunner runner, JobSignals signals, IOptions<WikiOptions> options, ILogger<PageWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        await claimer.ReleaseOwnAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, options.Value.ParallelPages).Select(_ => LoopAsync(stoppingToken)));
    }

    private async Task LoopAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await claimer.ClaimAsync(stoppingToken) is { } page)
                {
                    await runner.RunAsync(page, stoppingToken);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Page loop interrupted; it goes on")]
    private partial void LogLoopInterrupted(Exception exception);
}
