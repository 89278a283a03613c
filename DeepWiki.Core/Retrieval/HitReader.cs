using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Retrieval.Fusion;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Retrieval;

/// <summary>Reads for each ranked file the lines that fit best.</summary>
public sealed class HitReader(ChunkSearch chunks, FileSearch files)
{
    /// <summary>
    /// The files as hits, in their order. A file of which no chunk was found, only a name, is shown at the declaration that fits best, else at its
    /// beginning. One without any chunk is left out: it has no lines to show.
    /// </summary>
    internal async Task<IReadOnlyList<Hit>> ReadAsync(
        ActiveIndex index, IReadOnlyList<RankedFile> ranked, Ranking ranking, RetrievalWeights weights, CancellationToken cancellationToken)
    {
        var terms = ranking.Found.Terms.Weights;
        var best = ranked.Where(file => ranking.Chunks.Contains(file.Path))
            .ToDictionary(file => file.Path, file => ContextBuilder.BestFirst(ranking.Chunks[file.Path]).First().ChunkId, StringComparer.Ordinal);
        var found = best.Count == 0 ? [] : await chunks.ReadAsync(index.SeriesId, [.. best.Values], cancellationToken);
        var byId = found.ToDictionary(chunk => chunk.ChunkId);
        var named = await ReadNamedAsync(index, [.. ranked.Select(file => file.Path).Where(path => !best.ContainsKey(path))], terms, cancellationToken);
        return [.. ranked.Select(Show).OfType<Hit>()];

        Hit? Show(RankedFile file)
        {
            var (declaration, chunk) = best.TryGetValue(file.Path, out var id) ? (null, byId.GetValueOrDefault(id)) : named.GetValueOrDefault(file.Path);
            return chunk is null ? null : new Hit(
                file,
                RankFusion.Explain(file, weights),
                chunk.StartLine,
                chunk.EndLine,
                declaration?.FullName ?? chunk.Symbol,
                SourceLanguage.FenceOf(file.Path) is { Length: > 0 } language ? language : null,
                MatchedTerms(file.Path + "\n" + chunk.Text, terms),
                declaration is null ? Snippet.Create(chunk.StartLine, chunk.Text, terms) : Snippet.At(declaration.Line, chunk.StartLine, chunk.Text));
        }
    }

    private async Task<Dictionary<string, (Declaration? Declaration, StoredChunk Chunk)>> ReadNamedAsync(
        ActiveIndex index, IReadOnlyList<string> paths, IReadOnlyDictionary<string, double> terms, CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
        {
            return [];
        }

        var symbols = await files.ReadSymbolsAsync(index, paths, cancellationToken);
        var declarations = paths.ToDictionary(path => path, path => BestDeclaration.Find(symbols[path], terms), StringComparer.Ordinal);
        var places = declarations.Select(pair => new FilePlace(pair.Key, pair.Value?.Line ?? 1));
        var shown = await chunks.ReadAtAsync(index, [.. places], cancellationToken);
        return shown.ToDictionary(pair => pair.Key, pair => (declarations[pair.Key], pair.Value), StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> MatchedTerms(string text, IReadOnlyDictionary<string, double> weights)
    {
        var present = Tokenizer.Terms(text).ToHashSet(StringComparer.Ordinal);
        return [.. weights.Where(term => present.Contains(term.Key)).OrderByDescending(term => term.Value).Select(term => term.Key)];
    }
}
