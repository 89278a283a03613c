using DeepWiki.Core.Data.Postgres;
using Npgsql;

namespace DeepWiki.Core.Data.Embeddings;

/// <summary>The chunks that have no embedding yet: found, filled and counted. A chunk has an embedding, a gap with its reason, or says nothing.</summary>
public sealed class EmbeddingBackfillStore(NpgsqlDataSource dataSource)
{
    // The first half of an advisory lock's key; the second is the series.
    private const int LockClass = 0x67617073;

    /// <summary>Series of a model with chunks that may still get their embedding.</summary>
    public async Task<IReadOnlyList<int>> FindSeriesAsync(string model, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select series_id from index_series s
            where model = $1 and exists (select 1 from embedding_gaps g where g.series_id = s.series_id and g.refused = 0) order by series_id
            """);
        command.Parameters.Add(new() { Value = model });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<int>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetInt32(0));
        }

        return found;
    }

    /// <summary>Locks the backfill of a series until disposed; null when somebody else holds the lock.</summary>
    public Task<IAsyncDisposable?> TryEnterAsync(int seriesId, CancellationToken cancellationToken) =>
        SessionLock.TryTakeAsync(dataSource, LockClass, seriesId, cancellationToken);

    /// <summary>The next chunks after <paramref name="chunkId"/> that may still get their embedding.</summary>
    public async Task<IReadOnlyList<MissingEmbedding>> FindAsync(int seriesId, long chunkId, int most, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select g.chunk_id, g.blob_number, c.content_hash, g.header, c.content
            from embedding_gaps g join chunks c using (series_id, chunk_id)
            where g.series_id = $1 and g.chunk_id > $2 and g.refused = 0 order by g.chunk_id limit $3
            """);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = chunkId });
        command.Parameters.Add(new() { Value = most });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<MissingEmbedding>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new MissingEmbedding(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), reader.GetString(3), reader.GetString(4)));
        }

        return found;
    }

    /// <summary>Stores what came of a batch in one transaction; doing it twice changes nothing.</summary>
    public async Task FillAsync(int seriesId, IReadOnlyList<BackfilledEmbedding> batch, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var filled = batch.Where(chunk => !chunk.Embedding.IsEmpty).ToDictionary(chunk => chunk.Missing.ChunkId);
        await connection.CopyAsync(
            "embeddings (series_id, chunk_id, blob_number, embedding)",
            await CloseAsync(connection, seriesId, [.. filled.Keys], cancellationToken),
            async (rows, id) =>
            {
                await rows.WriteAsync(seriesId, cancellationToken);
                await rows.WriteAsync(id, cancellationToken);
                await rows.WriteAsync(filled[id].Missing.BlobNumber, cancellationToken);
                await rows.WriteAsync(filled[id].Embedding.Span.ToHalfVector(), cancellationToken);
            },
            cancellationToken);
        await KeepAsync(connection, seriesId, batch, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Says again of each view of a series whether it is degraded.</summary>
    public async Task SettleAsync(int seriesId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            update index_views v set degraded = exists (
                select 1 from embedding_gaps g join files f using (series_id, blob_number)
                where g.series_id = $1 and g.refused = 0 and f.view_id = v.view_id and f.end_generation is null)
            where v.series_id = $1
            """);
        command.Parameters.Add(new() { Value = seriesId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Counts the chunks of a view's active generation that have no embedding, by reason.</summary>
    public async Task<IReadOnlyList<MissingEmbeddingCount>> CountAsync(int seriesId, int viewId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select g.reason, g.refused, count(*) from embedding_gaps g
            where g.series_id = $1 and exists (
                select 1 from files f where f.series_id = g.series_id and f.blob_number = g.blob_number and f.view_id = $2 and f.end_generation is null)
            group by g.reason, g.refused order by 3 desc, 1
            """);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = viewId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new List<MissingEmbeddingCount>();
        while (await reader.ReadAsync(cancellationToken))
        {
            counts.Add(new MissingEmbeddingCount(reader.GetString(0), reader.GetInt16(1) == 1, reader.GetInt64(2)));
        }

        return counts;
    }

    // Only a gap that was still open is filled: the delete decides.
    private static async Task<IReadOnlyList<long>> CloseAsync(NpgsqlConnection connection, int seriesId, long[] chunkIds, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "delete from embedding_gaps where series_id = $1 and chunk_id = any($2) returning chunk_id", connection);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = chunkIds });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var closed = new List<long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            closed.Add(reader.GetInt64(0));
        }

        return closed;
    }

    private static async Task KeepAsync(
        NpgsqlConnection connection, int seriesId, IReadOnlyList<BackfilledEmbedding> batch, CancellationToken cancellationToken)
    {
        var kept = batch.Where(chunk => chunk.Gap is not null).Select(chunk => (chunk.Missing.ChunkId, Gap: chunk.Gap!)).ToList(); // Filtered just now.
        await using var command = new NpgsqlCommand(
            """
            update embedding_gaps g set refused = n.refused, code = n.code, reason = n.reason, attempts = g.attempts + 1
            from unnest($2, $3, $4, $5) as n (chunk_id, refused, code, reason) where g.series_id = $1 and g.chunk_id = n.chunk_id
            """,
            connection);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = kept.Select(chunk => chunk.ChunkId).ToArray() });
        command.Parameters.Add(new() { Value = kept.Select(chunk => (short)(chunk.Gap.IsRefused ? 1 : 0)).ToArray() });
        command.Parameters.Add(new() { Value = kept.Select(chunk => chunk.Gap.Code).ToArray() });
        command.Parameters.Add(new() { Value = kept.Select(chunk => chunk.Gap.Reason).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
