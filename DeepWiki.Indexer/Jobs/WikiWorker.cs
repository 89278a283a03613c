using DeepWiki.Core.Data.Postgres;
using DeepWiki.Indexer.Wikis;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Claims jobs of wikis beside those of indexes, so that a long wiki keeps no repository from being indexed.</summary>
internal sealed class WikiWorker(SchemaReadySignal schema, JobClaimer claimer, JobRunner runner, ClaimLoop loop, IOptions<WikiOptions> options)
    : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        await loop.RunAsync(options.Value.ParallelJobs, PollInterval, RunOneAsync, stoppingToken);
    }

    private async Task<bool> RunOneAsync(CancellationToken stoppingToken)
    {
        if (await claimer.ClaimWikiAsync(stoppingToken) is not { } job)
        {
            return false;
        }

        await runner.RunAsync(job, stoppingToken);
        return true;
    }
}
