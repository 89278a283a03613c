using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.Core.Retrieval;

/// <summary>Results of all searches of one question, before anything is weighed.</summary>
/// <param name="Terms">The words of the question in this index.</param>
/// <param name="Lexical">Chunks by BM25.</param>
/// <param name="Near">Chunks by cosine; null when the question could not be embedded.</param>
/// <param name="Paths">Files by the words of their paths.</param>
/// <param name="Symbols">Files by the names they declare.</param>
/// <param name="Named">Files the question spells: 1 by their own name, less by a declaration that others have too.</param>
/// <param name="HasCode">True when the repository has source files to speak of.</param>
public sealed record SearchLists(
    QueryTerms Terms,
    IReadOnlyList<ChunkHit> Lexical,
    IReadOnlyList<ChunkHit>? Near,
    IReadOnlyList<FileHit> Paths,
    IReadOnlyList<FileHit> Symbols,
    IReadOnlyList<FileHit> Named,
    bool HasCode)
{
    /// <summary>The lists that are fused.</summary>
    public IReadOnlyList<CandidateList> ToScored() =>
    [
        new(RankingSignal.BestChunk, BestChunk(Lexical)),
        new(RankingSignal.TopThree, TopThree(Lexical)),
        new(RankingSignal.Path, Paths.ToDictionary(hit => hit.Path, hit => hit.Score, StringComparer.Ordinal)),
        new(RankingSignal.Symbols, Symbols.DistinctBy(hit => hit.Path).ToDictionary(hit => hit.Path, hit => hit.Score, StringComparer.Ordinal)),
        new(RankingSignal.Vectors, BestChunk(Near ?? [])),
        new(RankingSignal.Names, Named.ToDictionary(hit => hit.Path, hit => hit.Score, StringComparer.Ordinal)),
    ];

    private static Dictionary<string, double> BestChunk(IReadOnlyList<ChunkHit> hits) =>
        hits.GroupBy(hit => hit.Path, StringComparer.Ordinal).ToDictionary(file => file.Key, file => file.Max(hit => hit.Score), StringComparer.Ordinal);

    private static Dictionary<string, double> TopThree(IReadOnlyList<ChunkHit> hits) =>
        hits.GroupBy(hit => hit.Path, StringComparer.Ordinal).ToDictionary(
            file => file.Key,
            file => file.Select(hit => hit.Score).OrderDescending().Take(3).Select((score, place) => score / (1 << place)).Sum(),
            StringComparer.Ordinal);
}
