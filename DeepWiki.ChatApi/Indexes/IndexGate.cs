using DeepWiki.Core.Caching;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Storage;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Indexes;

/// <summary>
/// Lets a question pass once an index of the wanted commit is active. Otherwise it queues the job, or joins the one under way, and waits;
/// the job goes on when the question does not.
/// </summary>
internal sealed class IndexGate(SeriesStore series, MetadataCache cache, IndexJobs jobs)
{
    /// <summary>The index to read from.</summary>
    /// <param name="wanted">The repository under the settings of the request, as cached.</param>
    /// <param name="commit">What the caller sees as the head now; null when the host did not answer and what we have must do.</param>
    /// <exception cref="DeepWikiException">The job failed, did not end within <paramref name="limit"/>, or found nothing to index.</exception>
    public async Task<ActiveIndex> PassAsync(
        WantedIndex wanted, ActiveIndex? known, string? commit, Secret? token, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (known is not null && IsOf(commit, known))
        {
            return NotEmpty(known);
        }

        // The cache may be a moment behind an activation.
        var current = await series.FindActiveAsync(wanted.Key, cancellationToken);
        if (current is null && await FindForeignAsync(wanted, commit, cancellationToken) is { } foreign)
        {
            await jobs.QueueAsync(wanted, token, cancellationToken);
            return foreign;
        }

        if (current is null || !IsOf(commit, current))
        {
            using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.IndexWait);
            await jobs.RunAsync(wanted, token, limit, cancellationToken);
            current = await series.FindActiveAsync(wanted.Key, cancellationToken)
                ?? throw new DeepWikiException(ErrorCode.IndexFailed, "The index was built but is not to be found. Try again.");
        }

        await cache.InvalidateAsync(wanted.Identity, cancellationToken);
        return NotEmpty(current);
    }

    // After a change of the embedding model the old index of the same commit goes on serving.
    private async Task<ActiveIndex?> FindForeignAsync(WantedIndex wanted, string? commit, CancellationToken cancellationToken) =>
        await series.FindForeignAsync(wanted.Key, cancellationToken) is { Files: > 0 } foreign && IsOf(commit, foreign) ? foreign : null;

    private static bool IsOf(string? commit, ActiveIndex index) => commit is null || index.Commit == commit;

    // An index without files is active like any other, and nothing can be answered from it.
    private static ActiveIndex NotEmpty(ActiveIndex index) =>
        index.Files > 0 ? index : throw new DeepWikiException(ErrorCode.NoEmbeddings, "The repository has no file that can be indexed.");
}
