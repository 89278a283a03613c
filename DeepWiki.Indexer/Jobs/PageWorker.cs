using DeepWiki.Core.Data.Postgres;
using DeepWiki.Indexer.Wikis;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Claims pages of whatever wikis are being written and has them written, a few at once.</summary>
internal sealed class PageWorker(SchemaReadySignal schema, PageClaimer claimer, PageRunner runner, ClaimLoop loop, IOptions<WikiOptions> options)
    : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        await claimer.ReleaseOwnAsync(stoppingToken);
        await loop.RunAsync(options.Value.ParallelPages, PollInterval, WriteOneAsync, stoppingToken);
    }

    private async Task<bool> WriteOneAsync(CancellationToken stoppingToken)
    {
        if (await claimer.ClaimAsync(stoppingToken) is not { } page)
        {
            return false;
        }

        await runner.RunAsync(page, stoppingToken);
        return true;
    }
}
