using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.Retrieval.Fusion;
using DeepWiki.Core.Telemetry;
using DeepWiki.Core.TextAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Retrieval;

/// <summary>Runs all searches of one question side by side in one pinned index.</summary>
public sealed partial class ListSearch(
    ChunkSearch chunks,
    FileSearch files,
    IEmbeddingGenerator<string, Embedding<float>> embeddings,
    IOptions<RetrievalOptions> options,
    TimeProvider time,
    ILogger<ListSearch> logger)
{
    // With fewer known words than these a question leans on the one before it.
    private const int FewTerms = 3;
    private const double PreviousWeight = 0.5;

    /// <summary>
    /// Searches all lists of a query. A question that cannot be embedded is searched by words alone, and the result says so; any other failure ends
    /// the search, as a result that lacks a list would pass for a complete one. Where vectors alone take part, nothing stands in for them.
    /// </summary>
    /// <exception cref="DeepWikiException">By vectors alone, and the question cannot be embedded or the index has no vectors for it.</exception>
    public async Task<SearchLists> SearchAsync(ActiveIndex index, RetrievalQuery query, CancellationToken cancellationToken)
    {
        var scope = query.Paths is null ? null : await files.ReadScopeAsync(index, query.Paths, cancellationToken);
        var near = SearchVectorsAsync(index, query, scope, cancellationToken);
        var named = SearchNamesAsync(index, query, scope, cancellationToken);
        var hasCode = files.HasCodeAsync(index, cancellationToken);
        var words = SearchWordsAsync(index, query, scope, cancellationToken);

        // All of them are waited for, also when one fails: none may go on without a reader.
        await Task.WhenAll(near, named, hasCode, words);
        var found = await words;
        return new SearchLists(found.Terms, found.Lexical, await near, found.Paths, found.Symbols, await named, await hasCode);
    }

    private async Task<WordHits> SearchWordsAsync(ActiveIndex index, RetrievalQuery query, FileScope? scope, CancellationToken cancellationToken)
    {
        var terms = await ReadTermsAsync(index, query, cancellationToken);
        var lexical = Find(RankingSignal.BestChunk, terms.Chunk, chunks.SearchTermsAsync);
        var paths = Find(RankingSignal.Path, terms.Path, files.SearchPathsAsync);
        var symbols = Find(RankingSignal.Symbols, terms.Symbols, files.SearchSymbolsAsync);
        await Task.WhenAll(lexical, paths, symbols);
        return new WordHits(terms, await lexical, await paths, await symbols);

        Task<IReadOnlyList<T>> Find<T>(
            RankingSignal list, SparseTerms? known, Func<ActiveIndex, SparseTerms, FileScope?, CancellationToken, Task<IReadOnlyList<T>>> search) =>
            known is null || !query.Mode.Uses(list) ? Task.FromResult<IReadOnlyList<T>>([]) : search(index, known, scope, cancellationToken);
    }

    private Task<IReadOnlyList<FileHit>> SearchNamesAsync(
        ActiveIndex index, RetrievalQuery query, FileScope? scope, CancellationToken cancellationToken)
    {
        var names = query.Mode.Uses(RankingSignal.Names) ? QueryIdentifiers.In(query.Question) : new QueryIdentifiers([], []);
        return files.FindNamedAsync(index, names.Files, names.Identifiers, scope, cancellationToken);
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

    // Null when there should be vectors and are none, empty when none are asked for.
    private async Task<IReadOnlyList<ChunkHit>?> SearchVectorsAsync(
        ActiveIndex index, RetrievalQuery query, FileScope? scope, CancellationToken cancellationToken)
    {
        if (!query.Mode.Uses(RankingSignal.Vectors))
        {
            return [];
        }

        if (index.HasForeignVectors)
        {
            return query.Mode == RetrievalMode.Vector ? throw Foreign() : null;
        }

        return await EmbedAsync(query, cancellationToken) switch
        {
            null => null,
            { Length: 0 } => [],
            var vector => await chunks.SearchVectorsAsync(index, vector, scope, cancellationToken),
        };
    }

    // Null when the provider cannot embed the question, empty when the question has no direction.
    private async Task<float[]?> EmbedAsync(RetrievalQuery query, CancellationToken cancellationToken)
    {
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.RetrieveEmbedding);
        using var limit = new CancellationTokenSource(options.Value.QuestionEmbeddingTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        DeepWikiException error;
        try
        {
            var generated = await embeddings.GenerateAsync([query.Question], EmbeddingKind.Query(), either.Token);
            return Normalize(generated[0].Vector.ToArray());
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            error = new DeepWikiException(ErrorCode.ModelTimeout, "The question was not embedded in time.");
        }
        catch (DeepWikiException exception)
        {
            error = exception;
        }

        activity.Fail(error);
        if (query.Mode == RetrievalMode.Vector)
        {
            throw error;
        }

        LogQuestionNotEmbedded(error.Code);
        return null;
    }

    private static DeepWikiException Foreign() =>
        new(
            ErrorCode.IndexNotReady,
            "The vectors of this index are of another embedding model. The next question about the repository has them made anew; words can be searched "
                + "meanwhile.");

    private static float[] Normalize(float[] vector)
    {
        var length = Math.Sqrt(vector.Sum(value => (double)value * value));
        return length == 0 ? [] : Array.ConvertAll(vector, value => (float)(value / length));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Question embedding failed ({Code}); the search goes by words alone")]
    private partial void LogQuestionNotEmbedded(ErrorCode code);

    private sealed record WordHits(
        QueryTerms Terms, IReadOnlyList<ChunkHit> Lexical, IReadOnlyList<FileHit> Paths, IReadOnlyList<FileHit> Symbols);
}
