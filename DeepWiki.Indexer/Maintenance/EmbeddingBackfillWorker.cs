using DeepWiki.Core.Data.Embeddings;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Indexer.Indexing;
using DeepWiki.Indexer.Indexing.Embedding;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DeepWiki.Indexer.Maintenance;

/// <summary>Comes back, every now and then, to the chunks a provider failed to embed, so that an index heals without being asked for again.</summary>
internal sealed partial class EmbeddingBackfillWorker(
    EmbeddingBackfill filler, EmbeddingBackfillStore gaps, SchemaReadySignal schema, IOptions<IndexingOptions> options, TimeProvider time,
    ILogger<EmbeddingBackfillWorker> logger
) : BackgroundService
{
    private const int MaxOutages = 3;

    private int last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // First the pause: a start has enough to do, and what failed a moment ago is likely to fail again.
                await Task.Delay(options.Value.EmbeddingBackfillInterval, time, stoppingToken);
                await schema.WaitAsync(stoppingToken);
                await FillAsync(stoppingToken);
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

    // Each series for itself: one that cannot be filled keeps no other from it. A provider that is down is found out after a few, and the next pass
    // begins where this one ended, so that each has its turn.
    private async Task FillAsync(CancellationToken stoppingToken)
    {
        var outages = 0;
        var series = await gaps.FindSeriesAsync(filler.Profile.Name, stoppingToken);
        foreach (var seriesId in series.OrderBy(id => id <= last).ThenBy(id => id))
        {
            var counters = new IndexingCounters();
            await filler.FillAsync(seriesId, counters, stoppingToken);
            last = seriesId;
            LogFilled(seriesId, counters.Embedded);
            outages = counters.Outage is not null && counters.Embedded == 0 ? outages + 1 : 0;
            if (counters.Outage is { } outage)
            {
                LogOutage(seriesId, outage.Reason);
            }

            if (outages == MaxOutages)
            {
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Embedding backfill of series {SeriesId} embedded {Count} texts")]
    private partial void LogFilled(int seriesId, long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Embedding backfill of series {SeriesId} stopped, embeddings are still missing: {Reason}")]
    private partial void LogOutage(int seriesId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Embedding backfill interrupted; it is tried again later")]
    private partial void LogInterrupted(Exception exception);
}
