using DeepWiki.Core.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Deletes, every now and then, the rows of indexes that nobody needs any more.</summary>
internal sealed partial class CollectionWorker(
    IndexCollector collector, IOptions<IndexingOptions> options, TimeProvider time, ILogger<CollectionWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.Value.CollectEvery, time, stoppingToken);
                await CollectAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                LogInterrupted(exception);
            }
        }
    }

    private async Task CollectAsync(CancellationToken stoppingToken)
    {
        var days = options.Value.KeepUnusedDays;
        if (await collector.EndUnusedAsync(days, stoppingToken) is > 0 and var ended)
        {
            LogEnded(ended, days);
        }

        await collector.ForgetJobsAsync(days, stoppingToken);
        foreach (var seriesId in await collector.FindAsync(stoppingToken))
        {
            if (await collector.CollectAsync(seriesId, stoppingToken) is > 0 and var blobs)
            {
                LogCollected(seriesId, blobs);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} branches and indexes that nobody has asked for in {Days} days were removed")]
    private partial void LogEnded(int count, int days);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} blobs that series {SeriesId} no longer needs were removed")]
    private partial void LogCollected(int seriesId, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Removing what nobody needs was interrupted and goes on later")]
    private partial void LogInterrupted(Exception exception);
}
