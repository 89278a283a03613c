using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Chunks;
using DeepWiki.Core.Storage;
using Npgsql;

namespace DeepWiki.Benchmarks.Floors;

/// <summary>
/// The least a question costs on the same rows: an exact scan for the nearest vectors and PostgreSQL's own full text behind a GIN index,
/// both at once, each a plain statement. No path, name, symbol or text is looked up, nothing is fused.
/// </summary>
internal sealed class SearchFloor(IndexHost host, ActiveIndex index)
{
    private const int Most = 20;

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
    }

    public Task SearchAsync(string question, float[] vector, CancellationToken cancellationToken) =>
        Task.WhenAll(NearestAsync(vector, cancellationToken), WordsAsync(question, cancellationToken));

    private async Task NearestAsync(float[] vector, CancellationToken cancellationToken)
    {
        await using var command = host.DataSource.CreateCommand(
            $"select chunk_id, embedding <#> $2::real[]::halfvec as distance from embeddings where series_id = $1 order by distance limit {Most}");
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = vector });
        await DrainAsync(command, cancellationToken);
    }

    private async Task WordsAsync(string question, CancellationToken cancellationToken)
    {
        await using var command = host.DataSource.CreateCommand(
            $"""
            select chunk_id, ts_rank(words, wanted) as rank from floor_words, to_tsquery('simple', $2) as wanted
            where series_id = $1 and words @@ wanted order by rank desc limit {Most}
            """);
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = string.Join(" | ", Tokenizer.DistinctTerms(question)) });
        await DrainAsync(command, cancellationToken);
    }

    private static async Task DrainAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
        }
    }
}
