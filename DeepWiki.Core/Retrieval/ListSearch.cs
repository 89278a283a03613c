using System.Diagnostics;
using DeepWiki.Core.Chunks;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Providers;
using DeepWiki.Core.Storage;
using DeepWiki.Core.Telemetry;
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
    /// What was found. A question that cannot be embedded is searched by words alone, and the result says so; any other failure ends the
    /// search, for a result without a list nobody misses would pass for a whole one.
    /// </summary>
    public async Task<SearchLists> SearchAsync(ActiveIndex index, RetrievalQuery query, CancellationToken cancellationToken)
    {
        var near = SearchVectorsAsync(index, query.Question, cancellationToken);
        var names = SpelledNames.In(query.Question);
        var named = files.FindNamedAsync(index, names.Files, names.Identifiers, cancellationToken);
        var hasCode = files.HasCodeAsync(index, cancellationToken);
        var words = SearchWordsAsync(index, query, cancellationToken);

        // All of them are waited for, also when one fails: none may go on for nobody.
        await Task.WhenAll(near, named, hasCode, words);
        var found = await words;
        return new SearchLists(found.Terms, found.Lexical, await near, found.Paths, found.Symbols, await named, await hasCode);
    }

    private async Task<WordHits> SearchWordsAsync(ActiveIndex index, RetrievalQuery query, CancellationToken cancellationToken)
    {
        var terms = await ReadTermsAsync(index, query, cancellationToken);
        var lexical = terms.Chunk is null ? Task.FromResult<IReadOnlyList<ChunkHit>>([]) : chunks.SearchTermsAsync(index, terms.Chunk, cancellationToken);
        var paths = terms.Path is null ? Task.FromResult<IReadOnlyList<FileHit>>([]) : files.SearchPathsAsync(index, terms.Path, cancellationToken);
        var symbols = terms.Symbols is null ? Task.FromResult<IReadOnlyList<FileHit>>([]) : files.SearchSymbolsAsync(index, terms.Symbols, cancellationToken);
        await Task.WhenAll(lexical, paths, symbols);
        return new WordHits(terms, await lexical, await paths, await symbols);
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

    private async Task<IReadOnlyList<ChunkHit>?> SearchVectorsAsync(ActiveIndex index, string question, CancellationToken cancellationToken) =>
        index.HasForeignVectors ? null : await EmbedAsync(question, cancellationToken) switch
        {
            null => null,
            { Length: 0 } => [],
            var vector => await chunks.SearchVectorsAsync(index, vector, cancellationToken),
        };

    // Null when the provider cannot embed the question, empty when the question has no direction.
    private async Task<float[]?> EmbedAsync(string question, CancellationToken cancellationToken)
    {
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.RetrieveEmbedding);
        using var limit = new CancellationTokenSource(options.Value.QuestionEmbedding, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var generated = await embeddings.GenerateAsync([question], EmbeddingKind.Query(), either.Token);
            return Normalize(generated[0].Vector.ToArray());
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Note(ErrorCode.ModelTimeout);
        }
        catch (DeepWikiException exception)
        {
            Note(exception.Code);
        }

        return null;

        void Note(ErrorCode code)
        {
            activity?.SetStatus(ActivityStatusCode.Error, ErrorTable.Row(code).Name).SetTag(Tags.ErrorType, ErrorTable.Row(code).Name);
            LogQuestionNotEmbedded(code);
        }
    }

    private static float[] Normalize(float[] vector)
    {
        var length = Math.Sqrt(vector.Sum(value => (double)value * value));
        return length == 0 ? [] : Array.ConvertAll(vector, value => (float)(value / length));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The question could not be embedded ({Code}); searching by words alone")]
    private partial void LogQuestionNotEmbedded(ErrorCode code);

    private sealed record WordHits(
        QueryTerms Terms, IReadOnlyList<ChunkHit> Lexical, IReadOnlyList<FileHit> Paths, IReadOnlyList<FileHit> Symbols);
}
