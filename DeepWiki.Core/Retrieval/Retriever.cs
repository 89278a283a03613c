using DeepWiki.Core.Chunks;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Providers;
using DeepWiki.Core.Storage;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Retrieval;

/// <summary>
/// Finds the evidence for a question in one pinned index: words and vectors side by side, fused by rank, at the level of files, then the
/// best chunks of the best files.
/// </summary>
public sealed partial class Retriever(
    ChunkSearch search,
    IEmbeddingGenerator<string, Embedding<float>> embeddings,
    IOptions<RetrievalOptions> options,
    ILogger<Retriever> logger)
{
    // Below this share of the question's weight the best blocks do not speak of what was asked.
    private const double LeastCoverage = 0.25;
    private const int MostNearestPaths = 5;

    /// <summary>Evidence for <paramref name="question"/>; when <paramref name="filePath"/> names an indexed file, that file comes first.</summary>
    /// <exception cref="DeepWikiException">Neither words nor vectors could be searched.</exception>
    public async Task<RetrievalResult> RetrieveAsync(
        ActiveIndex index, string question, string? filePath, CancellationToken cancellationToken)
    {
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.Retrieve);
        var vectors = SearchVectorsAsync(index, question, cancellationToken);
        var terms = await ReadTermsAsync(index, question, cancellationToken);
        var lexical = terms.Vector is null ? [] : await search.SearchTermsAsync(index, terms.Vector, cancellationToken);
        var near = await vectors;

        var files = RankFusion.Fuse(
            new ScoredList(options.Value.BestChunkWeight, BestChunk(lexical)),
            new ScoredList(options.Value.TopThreeWeight, TopThree(lexical)),
            new ScoredList(options.Value.VectorWeight, BestChunk(near ?? [])));
        var chunks = ScoreChunks(lexical, near ?? []);
        var focus = filePath is null ? null : await search.ReadFileAsync(index, filePath, cancellationToken);
        if (focus is { } file && filePath is not null)
        {
            files = [new RankedFile(filePath, 1), .. files.Where(other => other.Path != filePath)];
            chunks = WithFocus(chunks, filePath, file.Chunks);
        }

        var blocks = await BuildAsync(index, files, chunks, cancellationToken);
        var nearest = files.Take(MostNearestPaths).Select(ranked => ranked.Path).ToList();
        activity?.SetTag(Tags.Chunks, blocks.Count).SetTag(Tags.Degraded, near is null || index.Degraded);
        if (focus is null && Coverage(terms, blocks) < LeastCoverage)
        {
            blocks = [];
        }

        return new RetrievalResult(blocks, terms.Missing, nearest, near is null || index.Degraded);
    }

    private async Task<QueryTerms> ReadTermsAsync(ActiveIndex index, string question, CancellationToken cancellationToken)
    {
        var terms = Tokenizer.DistinctTerms(question, int.MaxValue);
        var statistics = await search.ReadStatisticsAsync(
            index.SeriesId, [.. terms.Select(SparseTerms.SlotOf).Distinct()], cancellationToken);
        return QueryTerms.From(terms, statistics);
    }

    // Null when the provider cannot embed the question: keyword search goes on alone, and the trace says so.
    private async Task<IReadOnlyList<ChunkHit>?> SearchVectorsAsync(ActiveIndex index, string question, CancellationToken cancellationToken)
    {
        try
        {
            float[] vector;
            using (DeepWikiTelemetry.Source.StartActivity(Spans.RetrieveEmbedding))
            {
                var generated = await embeddings.GenerateAsync([question], EmbeddingKind.Query(), cancellationToken);
                vector = Normalize(generated[0].Vector.ToArray());
            }

            return vector.Length == 0 ? [] : await search.SearchVectorsAsync(index, vector, cancellationToken);
        }
        catch (DeepWikiException exception)
        {
            LogQuestionNotEmbedded(exception.Code);
            return null;
        }
    }

    private async Task<IReadOnlyList<ContextBlock>> BuildAsync(
        ActiveIndex index, IReadOnlyList<RankedFile> files, ILookup<string, PickedChunk> chunks, CancellationToken cancellationToken)
    {
        var picked = ContextBuilder.Pick(files, chunks);
        if (picked.Count == 0)
        {
            return [];
        }

        var stored = await search.ReadAsync(index.SeriesId, [.. picked.Select(chunk => chunk.ChunkId)], cancellationToken);
        return ContextBuilder.Build(picked, stored.ToDictionary(chunk => chunk.ChunkId), files, options.Value.ContextTokens);
    }

    private static float[] Normalize(float[] vector)
    {
        var length = Math.Sqrt(vector.Sum(value => (double)value * value));
        return length == 0 ? [] : Array.ConvertAll(vector, value => (float)(value / length));
    }

    private static Dictionary<string, double> BestChunk(IReadOnlyList<ChunkHit> hits) =>
        hits.GroupBy(hit => hit.Path, StringComparer.Ordinal).ToDictionary(file => file.Key, file => file.Max(hit => hit.Score), StringComparer.Ordinal);

    // s1 + s2/2 + s3/4: a question about a change touches several places of a file.
    private static Dictionary<string, double> TopThree(IReadOnlyList<ChunkHit> hits) =>
        hits.GroupBy(hit => hit.Path, StringComparer.Ordinal).ToDictionary(
            file => file.Key,
            file => file.Select(hit => hit.Score).OrderDescending().Take(3).Select((score, place) => score / (1 << place)).Sum(),
            StringComparer.Ordinal);

    private static ILookup<string, PickedChunk> ScoreChunks(IReadOnlyList<ChunkHit> lexical, IReadOnlyList<ChunkHit> near)
    {
        var chunks = new Dictionary<long, PickedChunk>();
        foreach (var (hit, rank) in lexical.Select((hit, index) => (hit, index + 1)))
        {
            chunks[hit.ChunkId] = new PickedChunk(hit.ChunkId, hit.Path, 1.0 / (60 + rank), hit.Score);
        }

        foreach (var (hit, rank) in near.Select((hit, index) => (hit, index + 1)))
        {
            var known = chunks.GetValueOrDefault(hit.ChunkId) ?? new PickedChunk(hit.ChunkId, hit.Path, 0, 0);
            chunks[hit.ChunkId] = known with { Score = known.Score + (0.5 / (60 + rank)) };
        }

        return chunks.Values.ToLookup(chunk => chunk.Path, StringComparer.Ordinal);
    }

    // All chunks of the file in focus take part, found or not; the header leads among those that were not.
    private static ILookup<string, PickedChunk> WithFocus(ILookup<string, PickedChunk> chunks, string path, IReadOnlyList<StoredChunk> file)
    {
        var found = chunks[path].ToDictionary(chunk => chunk.ChunkId);
        var all = file.Select((chunk, place) =>
            found.GetValueOrDefault(chunk.ChunkId) ?? new PickedChunk(chunk.ChunkId, path, 1e-6 / (place + 1), 0));
        return chunks.Where(group => group.Key != path).SelectMany(group => group).Concat(all).ToLookup(chunk => chunk.Path, StringComparer.Ordinal);
    }

    private static double Coverage(QueryTerms terms, IReadOnlyList<ContextBlock> blocks)
    {
        var known = terms.Weights.Values.Sum();
        if (blocks.Count == 0 || known + terms.MissingWeight == 0)
        {
            return blocks.Count == 0 ? 0 : 1;
        }

        var present = Tokenizer.Terms(string.Join('\n', blocks.Take(3).Select(block => block.Path + "\n" + block.Text))).ToHashSet(StringComparer.Ordinal);
        return terms.Weights.Where(term => present.Contains(term.Key)).Sum(term => term.Value) / (known + terms.MissingWeight);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The question could not be embedded ({Code}); searching by words alone")]
    private partial void LogQuestionNotEmbedded(ErrorCode code);
}
