using DeepWiki.Core.Chunks;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Providers;
using DeepWiki.Core.Storage;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace DeepWiki.Core.Retrieval;

/// <summary>Runs all searches of one question side by side in one pinned index.</summary>
public sealed partial class ListSearch(
    ChunkSearch chunks, FileSearch files, IEmbeddingGenerator<string, Embedding<float>> embeddings, ILogger<ListSearch> logger)
{
    // With fewer known words than these a question leans on the one before it.
    private const int FewTerms = 3;
    private const double PreviousWeight = 0.5;

    /// <exception cref="DeepWikiException">Neither words nor vectors could be searched.</exception>
    public async Task<SearchLists> SearchAsync(ActiveIndex index, RetrievalQuery query, CancellationToken cancellationToken)
    {
        var near = SearchVectorsAsync(index, query.Question, cancellationToken);
        var names = SpelledNames.In(query.Question);
        var named = files.FindNamedAsync(index, names.Files, names.Identifiers, cancellationToken);
        var hasCode = files.HasCodeAsync(index, cancellationToken);
        var terms = await ReadTermsAsync(index, query, cancellationToken);
        var lexical = terms.Chunk is null ? Task.FromResult<IReadOnlyList<ChunkHit>>([]) : chunks.SearchTermsAsync(index, terms.Chunk, cancellationToken);
        var paths = terms.Path is null ? Task.FromResult<IReadOnlyList<FileHit>>([]) : files.SearchPathsAsync(index, terms.Path, cancellationToken);
        var symbols = terms.Symbols is null ? Task.FromResult<IReadOnlyList<FileHit>>([]) : files.SearchSymbolsAsync(index, terms.Symbols, cancellationToken);
        await Task.WhenAll(near, named, hasCode, lexical, paths, symbols);

        return new SearchLists(terms, await lexical, await near, await paths, await symbols, await named, await hasCode);
    }

    private async Task<QueryTerms> ReadTermsAsync(ActiveIndex index, RetrievalQuery query, CancellationToken cancellationToken)
    {
        var own = Tokenizer.DistinctTerms(query.Question, int.MaxValue);
        var earlier = query.Previous is null ? [] : Tokenizer.DistinctTerms(query.Previous, int.MaxValue).Except(own, StringComparer.Ordinal).ToList();
        var statistics = await chunks.ReadStatisticsAsync(
            index.SeriesId, [.. own.Concat(earlier).Select(SparseTerms.SlotOf).Distinct()], cancellationToken);
        var terms = own.ToDictionary(term => term, _ => 1.0, StringComparer.Ordinal);
        if (own.Count(term => statistics.Chunk.Frequencies.GetValueOrDefault(SparseTerms.SlotOf(term)) > 0) < FewTerms)
        {
            earlier.ForEach(term => terms.Add(term, PreviousWeight));
        }

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

            return vector.Length == 0 ? [] : await chunks.SearchVectorsAsync(index, vector, cancellationToken);
        }
        catch (DeepWikiException exception)
        {
            LogQuestionNotEmbedded(exception.Code);
            return null;
        }
    }

    private static float[] Normalize(float[] vector)
    {
        var length = Math.Sqrt(vector.Sum(value => (double)value * value));
        return length == 0 ? [] : Array.ConvertAll(vector, value => (float)(value / length));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The question could not be embedded ({Code}); searching by words alone")]
    private partial void LogQuestionNotEmbedded(ErrorCode code);
}
