using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Data.Vectors;
using DeepWiki.Indexer.Indexing;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DeepWiki.Indexer.Maintenance;

/// <summary>Maintains the indexes at an interval: deletes rows that no index needs any more, and builds vector indexes of large series.</summary>
internal sealed partial class MaintenanceWorker(
    IndexCollector collector, VectorIndexes vectors, SchemaReadySignal schema, IOptions<IndexingOptions> options, TimeProvider time,
    ILogger<MaintenanceWorker> logger
) : BackgroundService
{
    // Building an index over vectors takes minutes; what is to be deleted does not wait for it.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(RepeatAsync(CollectAsync, stoppingToken), RepeatAsync(IndexVectorsAsync, stoppingToken));

    private async Task RepeatAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.Value.MaintenanceInterval, time, stoppingToken);
                await schema.WaitAsync(stoppingToken);
                await work(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it is: jobs go on without upkeep.
                LogInterrupted(exception);
            }
        }
    }

    private async Task CollectAsync(CancellationToken stoppingToken)
    {
        var days = options.Value.RetentionDays;
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
        await using var hold = await vectors.TryEnterAsync(stoppingToken);
        if (hold is null)
        {
            return;
        }

        try
        {
            foreach (var series in await vectors.FindAsync(VectorIndexLimits.Default, stoppingToken))
            {
                await (series.IsLarge ? BuildAsync(series, stoppingToken) : vectors.ForgetAsync(series.SeriesId, stoppingToken));
            }
        }
        finally
        {
            await vectors.DropUnusedAsync(stoppingToken);
        }
    }

    private async Task BuildAsync(LargeSeries series, CancellationToken stoppingToken)
    {
        LogBuilding(series.Rows, series.SeriesId);
        try
        {
            var (recall, isUsed) = await vectors.BuildAsync(series, VectorIndexLimits.Default, stoppingToken);
            LogBuilt(series.SeriesId, recall, isUsed ? "used" : "not good enough, so scans stay exact");
        }
        catch (PostgresException exception) when (!exception.IsTransient)
        {
            // A server that went away is asked again in a while; what it refuses it would refuse again.
            LogNotBuilt(series.SeriesId, exception);
            await vectors.GiveUpAsync(series, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Vector index of series {SeriesId} could not be built; scans stay exact until the series has grown")]
    private partial void LogNotBuilt(int seriesId, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Vector index over the {Rows} vectors of series {SeriesId} is being built")]
    private partial void LogBuilding(long rows, int seriesId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Vector index of series {SeriesId} finds {Recall:P1} of the ten nearest and is {Verdict}")]
    private partial void LogBuilt(int seriesId, double recall, string verdict);

    [LoggerMessage(Level = LogLevel.Information, Message = "Maintenance removed {Count} branches and indexes that nobody has asked for in {Days} days")]
    private partial void LogEnded(int count, int days);

    [LoggerMessage(Level = LogLevel.Information, Message = "Maintenance removed {Count} blobs that series {SeriesId} no longer needs")]
    private partial void LogCollected(int seriesId, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Maintenance interrupted; it goes on later")]
    private partial void LogInterrupted(Exception exception);
}
