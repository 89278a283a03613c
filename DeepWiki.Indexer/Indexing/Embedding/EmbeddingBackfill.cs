using DeepWiki.Core.Data.Embeddings;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.Indexer.Indexing.Embedding;

/// <summary>Embeds the stored chunks that are still without, and nothing else: neither the repository nor chunks that have theirs are touched.</summary>
internal sealed class EmbeddingBackfill(TextEmbedder texts, IndexStores stores)
{
    private const int BatchSize = 500;

    /// <summary>The model the embeddings are of.</summary>
    public EmbeddingProfile Profile => texts.Profile;

    /// <summary>Goes through the gaps of a series once, or until the provider fails. Returns at once when somebody else fills them.</summary>
    public async Task FillAsync(int seriesId, IndexingCounters counters, CancellationToken cancellationToken)
    {
        if (counters.Outage is not null || (await stores.Gaps.FindAsync(seriesId, 0, 1, cancellationToken)).Count == 0)
        {
            return;
        }

        await using var hold = await stores.Gaps.TryEnterAsync(seriesId, cancellationToken);
        if (hold is null)
        {
            return;
        }

        await DeepWikiTelemetry.TraceAsync(Spans.JobFill, _ => FillAllAsync(seriesId, counters, cancellationToken));
    }

    private async Task FillAllAsync(int seriesId, IndexingCounters counters, CancellationToken cancellationToken)
    {
        var last = 0L;
        while (counters.Outage is null && await stores.Gaps.FindAsync(seriesId, last, BatchSize, cancellationToken) is { Count: > 0 } missing)
        {
            await stores.Gaps.FillAsync(seriesId, await EmbedAsync(seriesId, missing, counters, cancellationToken), cancellationToken);
            last = missing[^1].ChunkId;
        }

        await stores.Gaps.SettleAsync(seriesId, cancellationToken);
    }

    private async Task<IReadOnlyList<BackfilledEmbedding>> EmbedAsync(
        int seriesId, IReadOnlyList<MissingEmbedding> missing, IndexingCounters counters, CancellationToken cancellationToken)
    {
        // An equal text may have got its embedding meanwhile.
        var hashes = missing.Select(chunk => chunk.ContentHash).ToList();
        var known = await stores.CreateWriter().FindEmbeddingsAsync(seriesId, hashes, cancellationToken);
        var asked = missing.DistinctBy(Key).Where(chunk => !known.ContainsKey(Key(chunk))).ToList();
        var found = await texts.EmbedAsync([.. asked.Select(chunk => ChunkEmbedder.Cut(chunk.Header + chunk.Content))], counters, cancellationToken);
        var outcomes = asked.Zip(found).ToDictionary(pair => Key(pair.First), pair => pair.Second, StringComparer.Ordinal);
        counters.Reused += missing.Count - asked.Count;
        return
        [
            .. missing.Select(chunk => known.TryGetValue(Key(chunk), out var vector)
                ? new BackfilledEmbedding(chunk, vector, Gap: null)
                : new BackfilledEmbedding(chunk, outcomes[Key(chunk)].Vector, outcomes[Key(chunk)].Gap(chunk.Header))),
        ];

        static string Key(MissingEmbedding chunk) => Convert.ToHexStringLower(chunk.ContentHash);
    }
}
