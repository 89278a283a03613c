using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Wikis;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>
/// Looks again whether repositories are public that were last seen so more than a day ago: their wikis are hidden until then, and nobody else
/// may ask for them.
/// </summary>
internal sealed class VisibilityRevalidator(SavedWikiStore store, RepositoryAccess access, TimeProvider time)
{
    // A host that does not answer must not hold up a reader.
    private static readonly TimeSpan RevalidationTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Asks the hosts without a token; what they say is noted.</summary>
    public async Task RenewAsync(WikiKey key, string? host, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(RevalidationTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var stale = await store.FindStaleAsync(key, host, cancellationToken);

        // At once: one that hangs must not keep the others from being seen.
        await Task.WhenAll(stale.Select(found => RenewAsync(RepositoryAddress.Parse(found.Address, found.Kind), either.Token, cancellationToken)));
    }

    private async Task RenewAsync(RepositoryAddress address, CancellationToken limit, CancellationToken cancellationToken)
    {
        try
        {
            await access.ProveAsync(address, null, null, limit);
        }
        catch (Exception exception) when (exception is DeepWikiException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // It stays hidden.
        }
    }
}
