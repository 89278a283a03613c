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

    private async Task FillAsync(CancellationToken stoppingToken)
    {
        var counters = new IndexingCounters();
        foreach (var seriesId in await gaps.FindSeriesAsync(filler.Profile.Name, stoppingToken))
        {
            var before = counters.Embedded;
            await filler.FillAsync(seriesId, counters, stoppingToken);
            LogFilled(seriesId, counters.Embedded - before);
            if (counters.Outage is { } outage)
            {
                LogOutage(outage.Reason);
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Embedding backfill of series {SeriesId} embedded {Count} texts")]
    private partial void LogFilled(int seriesId, long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Embedding backfill stopped, embeddings are still missing: {Reason}")]
    private partial void LogOutage(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Embedding backfill interrupted; it is tried again later")]
    private partial void LogInterrupted(Exception exception);
}
