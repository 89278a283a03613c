using System.Diagnostics;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Retrieval.Fusion;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Telemetry;
using DeepWiki.Core.TextAnalysis;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Retrieval;

/// <summary>
/// Finds the evidence for a question in one pinned index: six ways of scoring files, fused by rank, with tests, documents and examples
/// lowered, then the best chunks of the best files.
/// </summary>
public sealed class Retriever(ListSearch lists, ChunkSearch search, HitReader reader, IOptions<RetrievalOptions> options)
{
    // Below it the evidence does not speak of what was asked (docs/retrieval.md has the figures).
    private const double MinSupport = 0.7;
    private const int SupportingBlocks = 3;
    private const int MaxNearestPaths = 5;
    private const int MaxPicks = 4;

    /// <summary>Files by how well they fit a question, best first; <paramref name="weights"/> takes the place of the configured ones.</summary>
    public static IReadOnlyList<RankedFile> Rank(SearchLists found, RetrievalQuery query, RetrievalWeights weights) =>
        FileKindPenalty.Apply(RankFusion.Fuse(found.ToScored(), weights), query, found.HasCode, weights);

    /// <summary>Evidence for a question; when it names an indexed file as its focus, that file comes first.</summary>
    /// <exception cref="DeepWikiException">Neither words nor vectors could be searched.</exception>
    public Task<RetrievalResult> RetrieveAsync(ActiveIndex index, RetrievalQuery query, CancellationToken cancellationToken) =>
        RetrievalTrace.RunAsync(query.Mode, activity => RetrieveAsync(index, query, activity, cancellationToken));

    /// <summary>The first files of the ranking that answers rest on, with the reasons for their places and the lines that fit best.</summary>
    /// <exception cref="DeepWikiException">By vectors alone, and there are none.</exception>
    public Task<Findings> FindAsync(ActiveIndex index, RetrievalQuery query, int most, CancellationToken cancellationToken) =>
        RetrievalTrace.RunAsync(query.Mode, activity => FindAsync(index, query, most, activity, cancellationToken));

    private async Task<RetrievalResult> RetrieveAsync(ActiveIndex index, RetrievalQuery query, Activity? activity, CancellationToken cancellationToken)
    {
        var (found, files, chunks) = await RankAsync(index, query, cancellationToken);
        var focus = query.FilePath is null ? null : await search.ReadFileAsync(index, query.FilePath, cancellationToken);
        if (focus is { } file && query.FilePath is { } path)
        {
            files = [new RankedFile(path, 1, [], []), .. files.Where(other => other.Path != path)];
            chunks = WithFocus(chunks, path, file.Chunks);
        }

        var isDegraded = found.Near is null || index.Degraded;
        var blocks = await BuildAsync(index, files, chunks, focus is null ? null : query.FilePath, query.Known, cancellationToken);
        var nearest = files.Take(MaxNearestPaths).Select(ranked => ranked.Path).ToList();
        activity?.SetTag(Tags.Chunks, blocks.Count).SetTag(Tags.Degraded, isDegraded);
        if (focus is null && query.Known.Count == 0 && !IsSupported(found, blocks))
        {
            blocks = [];
        }

        return new RetrievalResult(blocks, found.Terms.Missing, nearest, isDegraded);
    }

    private async Task<Findings> FindAsync(ActiveIndex index, RetrievalQuery query, int most, Activity? activity, CancellationToken cancellationToken)
    {
        var ranking = await RankAsync(index, query, cancellationToken);
        var first = ranking.Files.Take(most).ToList();
        var hits = await reader.ReadAsync(index, first, ranking, options.Value.Weights.For(query.Mode), cancellationToken);

        // What an answer would rest on is judged as for an answer.
        bool? isSupported = query.Mode == RetrievalMode.Hybrid
            ? await BuildAsync(index, ranking.Files, ranking.Chunks, null, [], cancellationToken) is { Count: > 0 } blocks && IsSupported(ranking.Found, blocks)
            : null;
        var missing = MissingParts(index, query, ranking.Found);
        activity?.SetTag(Tags.Hits, hits.Count).SetTag(Tags.Degraded, missing.Count > 0);
        return new Findings(hits, ranking.Found.Terms.Missing, isSupported, missing);
    }

    private async Task<Ranking> RankAsync(ActiveIndex index, RetrievalQuery query, CancellationToken cancellationToken)
    {
        var found = await lists.SearchAsync(index, query, cancellationToken);
        return new Ranking(found, Rank(found, query, options.Value.Weights.For(query.Mode)), ScoreChunks(found.Lexical, found.Near ?? []));
    }

    private static IReadOnlyList<MissingPart> MissingParts(ActiveIndex index, RetrievalQuery query, SearchLists found)
    {
        if (!query.Mode.Uses(RankingSignal.Vectors))
        {
            return [];
        }

        return (index.HasForeignVectors || index.Degraded, found.Near is null && !index.HasForeignVectors) switch
        {
            (true, true) => [MissingPart.Embeddings, MissingPart.QuestionEmbedding],
            (true, false) => [MissingPart.Embeddings],
            (false, true) => [MissingPart.QuestionEmbedding],
            _ => [],
        };
    }

    private async Task<IReadOnlyList<ContextBlock>> BuildAsync(
        ActiveIndex index,
        IReadOnlyList<RankedFile> files,
        ILookup<string, PickedChunk> chunks,
        string? focus,
        IReadOnlyList<LineRange> known,
        CancellationToken cancellationToken)
    {
        // What is known makes room for what comes next; each pick shows which chunks of the ranking those are.
        for (var attempt = 0; attempt < MaxPicks; attempt++)
        {
            var picked = ContextBuilder.Pick(files, chunks, focus);
            if (picked.Count == 0)
            {
                return [];
            }

            var paths = picked.ToDictionary(chunk => chunk.ChunkId, chunk => chunk.Path);
            var reading = search.ReadAsync(index.SeriesId, [.. paths.Keys], cancellationToken);
            var declaring = search.ReadDeclarationsAsync(index.SeriesId, [.. paths.Keys], cancellationToken);
            await Task.WhenAll(reading, declaring);
            var (stored, declarations) = (await reading, await declaring);
            var old = stored
                .Where(chunk => known.Any(range => range.Touches(paths[chunk.ChunkId], chunk.StartLine, chunk.EndLine)))
                .Select(chunk => chunk.ChunkId).ToHashSet();
            if (old.Count == 0 || attempt == MaxPicks - 1)
            {
                return ContextBuilder.Build(
                    [.. picked.Where(chunk => !old.Contains(chunk.ChunkId))], stored.ToDictionary(chunk => chunk.ChunkId), declarations, files,
                    options.Value.ContextTokens);
            }

            chunks = chunks.SelectMany(group => group).Where(chunk => !old.Contains(chunk.ChunkId)).ToLookup(chunk => chunk.Path, StringComparer.Ordinal);
        }

        return [];
    }

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

    private static bool IsSupported(SearchLists found, IReadOnlyList<ContextBlock> blocks) => found.Named.Count > 0 || Support(found, blocks) >= MinSupport;

    // How far the evidence speaks of the question: the share of the question's weight that one of the first three blocks holds, and the share
    // of it that the best single chunk scores. Words that are strewn over several blocks are no evidence.
    private static double Support(SearchLists found, IReadOnlyList<ContextBlock> blocks)
    {
        var terms = found.Terms;
        var weight = terms.Weights.Values.Sum() + terms.MissingWeight;
        if (blocks.Count == 0 || weight == 0)
        {
            return blocks.Count == 0 ? 0 : 1;
        }

        var covered = blocks.Take(SupportingBlocks).Max(block =>
        {
            var present = Tokenizer.Terms(block.Path + "\n" + block.Text).ToHashSet(StringComparer.Ordinal);
            return terms.Weights.Where(term => present.Contains(term.Key)).Sum(term => term.Value);
        });
        return (covered + (found.Lexical.Count == 0 ? 0 : found.Lexical[0].Score)) / weight;
    }
}
