using DeepWiki.Core.Data.Generations;
using DeepWiki.Indexer.Wikis;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Claims pages for this worker.</summary>
internal sealed class PageClaimer(PageTaskStore tasks, WorkerIdentity worker, IOptions<WikiOptions> options)
{
    /// <summary>The page to write next; null when there is none.</summary>
    public Task<PageClaim?> ClaimAsync(CancellationToken cancellationToken) => tasks.ClaimAsync(worker.Name, options.Value.PageLease, cancellationToken);

    /// <summary>Gives back what an earlier run of this worker held; its leases run out when that fails.</summary>
    public async Task ReleaseOwnAsync(CancellationToken cancellationToken)
    {
        try
        {
            await tasks.ReleaseAllAsync(worker.Name, cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            // The database went away again.
        }
    }
}
