using System.Text.RegularExpressions;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Postgres;
using Npgsql;

namespace DeepWiki.Benchmarks.Baselines;

/// <summary>
/// The least a question costs on the same rows: an exact scan for the nearest vectors and PostgreSQL's own full text behind a GIN index,
/// both at once, each a plain statement. Only the rarest words of the question are searched, as a careful hand would write it. No path, name, symbol or text is
/// looked up, nothing is fused.
/// </summary>
internal sealed partial class SearchFloor(IndexHost host, ActiveIndex index)
{
    private const int MaxCount = 20;
    private const int MaxWords = 8;
    private const int MaxRanked = 2000;

    private readonly Dictionary<string, int> frequencies = new(StringComparer.Ordinal);
    private long rows;

    /// <summary>Adds the words of all chunks with their index; PostgreSQL cuts them.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await host.ExecuteAsync(
            """
            set client_min_messages = error;
            create table floor_words as select series_id, chunk_id, to_tsvector('simple', content) as words from chunks;
            create index on floor_words using gin (words);
            analyze floor_words;
            reset client_min_messages
            """,
            cancellationToken);
        rows = await host.CountAsync("select count(*) from floor_words", cancellationToken);
        await using var command = host.DataSource.CreateCommand("select word, ndoc from ts_stat('select words from floor_words')");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            frequencies[reader.GetString(0)] = reader.GetInt32(1);
        }
    }

    public Task SearchAsync(string question, float[] vector, CancellationToken cancellationToken) =>
        Task.WhenAll(NearestAsync(vector, cancellationToken), WordsAsync(question, cancellationToken));

    private async Task NearestAsync(float[] vector, CancellationToken cancellationToken)
    {
        await using var command = host.DataSource.CreateCommand(
            $"select chunk_id, embedding <#> $2 as distance from embeddings where series_id = $1 order by distance limit {MaxCount}");
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = ((ReadOnlySpan<float>)vector).ToHalfVector() });
        await DrainAsync(command, cancellationToken);
    }

    private async Task WordsAsync(string question, CancellationToken cancellationToken)
    {
        await using var command = host.DataSource.CreateCommand(
            $"""
            select chunk_id, ts_rank(words, $2::tsquery) as rank from (
                select chunk_id, words from floor_words where series_id = $1 and words @@ $2::tsquery limit {MaxRanked}) as candidates
            order by rank desc limit {MaxCount}
            """);
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = Words(question) });
        await DrainAsync(command, cancellationToken);
    }

    // Words of more than a tenth of the chunks tell nothing apart; when there are no others, the rarest must do.
    private string Words(string question)
    {
        var known = Word().Matches(question).Select(match => match.Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal)
            .Where(frequencies.ContainsKey).OrderBy(word => frequencies[word]).ToList();
        var rare = known.Where(word => frequencies[word] * 10 <= rows).Take(MaxWords).ToList();
        return string.Join(" | ", rare.Count > 0 ? rare : known.Take(1));
    }

    private static async Task DrainAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
        }
    }

    [GeneratedRegex("[A-Za-z]+", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Word();
}
