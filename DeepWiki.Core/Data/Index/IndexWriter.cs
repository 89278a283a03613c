using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Postgres;
using Npgsql;
using Pgvector;

namespace DeepWiki.Core.Data.Index;

/// <summary>
/// Writes batches of blobs with their chunks into a series. Each batch is one transaction under the job's lease; the blob's row decides
/// whether its chunks are written, so that doing it twice changes nothing.
/// </summary>
public sealed class IndexWriter(NpgsqlDataSource dataSource)
{
    private const int IdBlock = 4096; // The increment of the sequence chunk_ids.

    private long nextId;
    private long endOfBlock;

    /// <summary>Blobs of the series that are stored already, out of <paramref name="blobs"/>.</summary>
    public async Task<HashSet<string>> FindKnownAsync(int seriesId, IReadOnlyList<byte[]> blobs, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select blob from series_blobs where series_id = $1 and blob = any($2)");
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = blobs.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Add(Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)));
        }

        return known;
    }

    /// <summary>Embeddings that equal texts already have under the same model, inside the same repository.</summary>
    public async Task<Dictionary<string, float[]>> FindEmbeddingsAsync(
        int seriesId, IReadOnlyList<byte[]> contentHashes, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select distinct on (c.content_hash) c.content_hash, e.embedding
            from index_series mine
            join index_series s on s.repository_id = mine.repository_id and s.model = mine.model and s.dimensions = mine.dimensions
            join chunks c on c.content_hash = any($2) and c.series_id = s.series_id
            join embeddings e on e.series_id = c.series_id and e.chunk_id = c.chunk_id
            where mine.series_id = $1
            """);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = contentHashes.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<string, float[]>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            found[Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0))] = reader.GetFieldValue<HalfVector>(1).ToFloats();
        }

        return found;
    }

    /// <summary>Stores a batch and returns how many chunks were new.</summary>
    /// <exception cref="LeaseLostException">Somebody else works on the job; nothing was written.</exception>
    public async Task<int> WriteAsync(JobLease job, int seriesId, IReadOnlyList<BlobRow> batch, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await JobLeases.FenceAsync(connection, job, cancellationToken);
        var numbers = await InsertBlobsAsync(connection, seriesId, batch, cancellationToken);

        var rows = new IndexBatch(seriesId);
        foreach (var blob in batch)
        {
            if (!numbers.Remove(Convert.ToHexStringLower(blob.Blob), out var number))
            {
                continue;
            }

            rows.AddBlob(number, blob);
            foreach (var row in blob.Chunks)
            {
                rows.AddChunk(await NextIdAsync(connection, cancellationToken), number, row);
            }
        }

        await rows.CopyAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows.Chunks;
    }

    private static async Task<Dictionary<string, long>> InsertBlobsAsync(
        NpgsqlConnection connection, int seriesId, IReadOnlyList<BlobRow> batch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into series_blobs (series_id, blob, lines, skip, doc_from, doc_to)
            select $1, blob, lines, skip, doc_from, doc_to from unnest($2, $3, $4, $5, $6) as added (blob, lines, skip, doc_from, doc_to)
            on conflict (series_id, blob) do nothing returning blob, blob_number
            """,
            connection);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = batch.Select(blob => blob.Blob).ToArray() });
        command.Parameters.Add(new() { Value = batch.Select(blob => blob.Lines).ToArray() });
        command.Parameters.Add(new() { Value = batch.Select(blob => blob.Skip).ToArray() });
        command.Parameters.Add(new() { Value = batch.Select(blob => blob.Source.Doc?.First).ToArray() });
        command.Parameters.Add(new() { Value = batch.Select(blob => blob.Source.Doc?.Last).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            numbers[Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0))] = reader.GetInt64(1);
        }

        return numbers;
    }

    // One writer works on one job at a time, so the block needs no lock.
    private async ValueTask<long> NextIdAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (nextId == endOfBlock)
        {
            await using var command = new NpgsqlCommand("select nextval('chunk_ids')", connection);
            nextId = (long)(await command.ExecuteScalarAsync(cancellationToken))!; // A sequence always has a next value.
            endOfBlock = nextId + IdBlock;
        }

        return nextId++;
    }
}
