using DeepWiki.Core.TextAnalysis;
using Npgsql;
using Pgvector;

namespace DeepWiki.Core.Data.Index;

/// <summary>The rows of one series that no view needs any more, inside the caller's transaction. What words lose is written as deltas.</summary>
internal sealed class IndexGarbageCollector(NpgsqlConnection connection, int seriesId)
{
    /// <summary>Files of views that are gone, and those whose generation is over for as long as <paramref name="grace"/>.</summary>
    public Task DeleteFilesAsync(string grace, CancellationToken cancellationToken) => ExecuteAsync(
        $"""
        delete from files f where f.series_id = $1 and not exists (
            select 1 from index_views v
            where v.view_id = f.view_id and (
                f.end_generation is null or v.active_generation is null or f.end_generation > v.active_generation or v.active_at > clock_timestamp() - {grace}))
        """,
        cancellationToken);

    public async Task DeletePathsAsync(CancellationToken cancellationToken)
    {
        var lost = await CountAsync(
            Bm25Field.Path,
            """
            delete from path_words p where p.series_id = $1 and not exists (select 1 from files f where f.series_id = p.series_id and f.path = p.path)
            returning p.terms
            """,
            cancellationToken);
        await lost.InsertAsync(connection, seriesId, cancellationToken);
    }

    /// <summary>Blobs with content that no file is left of.</summary>
    public async Task<long[]> FindBlobsAsync(int most, CancellationToken cancellationToken)
    {
        await using var command = Create(
            """
            select b.blob_number from series_blobs b
            where b.series_id = $1 and b.skip is null
                and not exists (select 1 from files f where f.series_id = b.series_id and f.blob_number = b.blob_number)
            order by b.blob_number limit $2
            """,
            most);
        return await ReadNumbersAsync(command, cancellationToken);
    }

    public async Task DeleteBlobsAsync(long[] blobs, CancellationToken cancellationToken)
    {
        if (blobs.Length == 0)
        {
            return;
        }

        await using (var delete = Create("delete from chunks where series_id = $1 and blob_number = any($2) returning chunk_id", blobs))
        {
            var chunks = await ReadNumbersAsync(delete, cancellationToken);

            // Gaps first: whoever fills one just now is waited for, and its vector is seen by the next statement.
            await ExecuteAsync("delete from embedding_gaps where series_id = $1 and chunk_id = any($2)", cancellationToken, chunks);
            await ExecuteAsync("delete from embeddings where series_id = $1 and chunk_id = any($2)", cancellationToken, chunks);
            var words = await CountAsync(
                Bm25Field.Chunk, "delete from lexical where series_id = $1 and chunk_id = any($2) returning terms", cancellationToken, chunks);
            await words.InsertAsync(connection, seriesId, cancellationToken);
        }

        var names = await CountAsync(
            Bm25Field.Symbols, "delete from symbol_words where series_id = $1 and blob_number = any($2) returning terms", cancellationToken, blobs);
        await names.InsertAsync(connection, seriesId, cancellationToken);
        await ExecuteAsync("delete from imports where series_id = $1 and blob_number = any($2)", cancellationToken, blobs);
        await ExecuteAsync("delete from symbols where series_id = $1 and blob_number = any($2)", cancellationToken, blobs);
        await ExecuteAsync("delete from series_blobs where series_id = $1 and blob_number = any($2)", cancellationToken, blobs);
    }

    /// <summary>Drops counts that have come to nothing, and remembers that everything was looked through.</summary>
    public async Task EndAsync(bool isLast, CancellationToken cancellationToken)
    {
        if (isLast)
        {
            await ExecuteAsync("delete from term_statistics where series_id = $1 and df <= 0 and slot >= 0", cancellationToken);
            await ExecuteAsync("update index_series set collected_at = clock_timestamp() where series_id = $1", cancellationToken);
        }
    }

    private async Task<TermCounts> CountAsync(Bm25Field field, string deletion, CancellationToken cancellationToken, params object[] parameters)
    {
        var counts = new TermCounts(field, isLoss: true);
        await using var command = Create(deletion, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            counts.Add(reader.GetFieldValue<SparseVector>(0).Indices.Span);
        }

        return counts;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = Create(sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<long[]> ReadNumbersAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var numbers = new List<long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            numbers.Add(reader.GetInt64(0));
        }

        return [.. numbers];
    }

    private NpgsqlCommand Create(string sql, params object[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = IndexActivation.StatementSeconds };
        command.Parameters.Add(new() { Value = seriesId });
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return command;
    }
}
