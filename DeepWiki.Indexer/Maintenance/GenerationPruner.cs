using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Indexer.Indexing;
using DeepWiki.Indexer.Wikis;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer.Maintenance;

/// <summary>Deletes generations of wikis that are kept no longer, and the pages that only they showed.</summary>
internal sealed partial class GenerationPruner(
    GenerationStore generations, SchemaReadySignal schema, IOptions<WikiOptions> wikis, IOptions<IndexingOptions> indexing, TimeProvider time,
    ILogger<GenerationPruner> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(indexing.Value.MaintenanceInterval, time, stoppingToken);
                await schema.WaitAsync(stoppingToken);
                if (await generations.PruneAsync(wikis.Value.MaxGenerations, wikis.Value.GenerationDays, stoppingToken) is > 0 and var pruned)
                {
                    LogPruned(pruned);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it is: wikis go on without upkeep.
                LogInterrupted(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Maintenance removed {Count} generations of wikis")]
    private partial void LogPruned(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Maintenance of wikis interrupted; it goes on later")]
    private partial void LogInterrupted(Exception exception);
}
