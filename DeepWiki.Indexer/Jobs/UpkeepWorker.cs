using DeepWiki.Core.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Keeps the indexes in order, every now and then: deletes rows that nobody needs any more, and gives large series their index over vectors.</summary>
internal sealed partial class UpkeepWorker(
    IndexCollector collector, VectorIndexes vectors, IOptions<IndexingOptions> options, TimeProvider time, ILogger<UpkeepWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.Value.UpkeepEvery, time, stoppingToken);
                await CollectAsync(stoppingToken);
                await IndexVectorsAsync(stoppingToken);
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

    private async Task IndexVectorsAsync(CancellationToken stoppingToken)
    {
        foreach (var series in await vectors.FindAsync(VectorIndexLimits.Default, stoppingToken))
        {
            if (!series.IsLarge)
            {
                await vectors.ForgetAsync(series.SeriesId, stoppingToken);
                continue;
            }

            LogBuilding(series.Rows, series.SeriesId);
            var (recall, isUsed) = await vectors.BuildAsync(series, VectorIndexLimits.Default, stoppingToken);
            LogBuilt(series.SeriesId, recall, isUsed ? "used" : "not good enough, so scans stay exact");
        }

        await vectors.DropUnusedAsync(stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An approximate index over the {Rows} vectors of series {SeriesId} is being built")]
    private partial void LogBuilding(long rows, int seriesId);

    [LoggerMessage(Level = LogLevel.Information, Message = "The approximate index of series {SeriesId} finds {Recall:P1} of the ten nearest and is {Verdict}")]
    private partial void LogBuilt(int seriesId, double recall, string verdict);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} branches and indexes that nobody has asked for in {Days} days were removed")]
    private partial void LogEnded(int count, int days);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} blobs that series {SeriesId} no longer needs were removed")]
    private partial void LogCollected(int seriesId, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The upkeep of the indexes was interrupted and goes on later")]
    private partial void LogInterrupted(Exception exception);
}
