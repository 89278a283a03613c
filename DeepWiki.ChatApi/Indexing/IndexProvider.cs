using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Indexing;

/// <summary>
/// Lets a question pass once an index of the wanted commit is active. Otherwise it queues the job, or joins the one under way, and waits;
/// the job goes on when the question does not.
/// </summary>
internal sealed class IndexProvider(SeriesStore series, MetadataCache cache, IndexJobs jobs, TimeProvider time)
{
    /// <summary>The index to read from.</summary>
    /// <param name="wanted">The repository under the settings of the request, as cached.</param>
    /// <param name="known">The index that is active, as far as the cache knows.</param>
    /// <param name="commit">Head that the caller sees now.</param>
    /// <param name="token">The caller's own, for the fetch.</param>
    /// <param name="limit">Limit of the whole wait.</param>
    /// <param name="watch">Told how the job goes on that is waited for; null when nobody asks.</param>
    /// <param name="cancellationToken">Ends the wait, not the job.</param>
    /// <exception cref="DeepWikiException">The job failed, did not end within <paramref name="limit"/>, or found nothing to index.</exception>
    public async Task<ActiveIndex> GetAsync(
        WantedIndex wanted, ActiveIndex? known, string commit, Secret? token, TimeSpan limit, Action<JobStatus>? watch, CancellationToken cancellationToken)
    {
        if (known?.Commit == commit)
        {
            return known;
        }

        // The cache may be a moment behind an activation.
        var current = await series.FindActiveAsync(wanted.Key, cancellationToken);
        if (current is null && await FindForeignAsync(wanted, commit, cancellationToken) is { } foreign)
        {
            await jobs.QueueAsync(wanted, token, cancellationToken);
            await series.TouchAsync(foreign.ViewId, cancellationToken);
            return foreign;
        }

        if (current?.Commit != commit)
        {
            current = await BuildAsync(wanted, commit, token, limit, watch, cancellationToken);
        }

        await cache.InvalidateAsync(wanted.Identity, cancellationToken);
        return current ?? throw new DeepWikiException(ErrorCode.IndexFailed, "The index was built but is not to be found. Try again.");
    }

    // After a change of the embedding model the old index of the same commit goes on serving.
    private async Task<ActiveIndex?> FindForeignAsync(WantedIndex wanted, string commit, CancellationToken cancellationToken) =>
        await series.FindForeignAsync(wanted.Key, cancellationToken) is { } foreign && foreign.Commit == commit ? foreign : null;

    private Task<ActiveIndex?> BuildAsync(
        WantedIndex wanted, string commit, Secret? token, TimeSpan limit, Action<JobStatus>? watch, CancellationToken cancellationToken) =>
        DeepWikiTelemetry.TraceAsync(Spans.IndexWait, _ => WaitAsync(wanted, commit, token, limit, watch, cancellationToken));

    private async Task<ActiveIndex?> WaitAsync(
        WantedIndex wanted, string commit, Secret? token, TimeSpan limit, Action<JobStatus>? watch, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        await jobs.RunAsync(wanted, token, limit, watch, cancellationToken);
        var built = await series.FindActiveAsync(wanted.Key, cancellationToken);
        if (built?.Commit == commit)
        {
            return built;
        }

        // The job was under way before the caller saw this commit. One that starts now sees it too, or a later one.
        await jobs.RunAsync(wanted, token, limit - time.GetElapsedTime(start), watch, cancellationToken);
        return await series.FindActiveAsync(wanted.Key, cancellationToken);
    }
}
