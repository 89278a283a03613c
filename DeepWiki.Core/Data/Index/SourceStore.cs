using DeepWiki.Core.SourceCode;
using Npgsql;

namespace DeepWiki.Core.Data.Index;

/// <summary>Files as the active indexes hold them. A path is looked up in the index, never on a disk.</summary>
public sealed class SourceStore(NpgsqlDataSource dataSource)
{
    /// <summary>The file at <paramref name="path"/>, whatever filters and model the index was built with; null when no index has it.</summary>
    /// <param name="repositoryId">The repository.</param>
    /// <param name="commit">The commit, in hexadecimal; null for the head that was indexed last.</param>
    /// <param name="path">The path, as shown.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public async Task<StoredSource?> FindAsync(int repositoryId, string? commit, string path, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select s.series_id, f.blob_number, encode(v.active_commit, 'hex'), b.blob, b.lines, v.ref
            from index_series s
            join index_views v using (series_id)
            join files f on f.view_id = v.view_id and f.path = $3
                and f.first_generation <= v.active_generation and (f.end_generation is null or f.end_generation > v.active_generation)
            join series_blobs b on b.series_id = s.series_id and b.blob_number = f.blob_number
            where s.repository_id = $1 and case when $2::text is null then v.ref = '' else v.active_commit = decode($2, 'hex') end
            order by v.ref = '' desc, v.active_at desc, v.view_id limit 1
            """);
        command.Parameters.Add(new() { Value = repositoryId });
        command.Parameters.Add(new() { Value = (object?)commit ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = path });
        int seriesId;
        long blobNumber;
        StoredSource found;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken))
            {
                return null;
            }

            (seriesId, blobNumber) = (reader.GetInt32(0), reader.GetInt64(1));
            found = new StoredSource(reader.GetString(2), reader.GetFieldValue<byte[]>(3), reader.GetInt32(4), reader.GetString(5), [], []);
        }

        return found with
        {
            Chunks = await ReadChunksAsync(seriesId, blobNumber, cancellationToken),
            Symbols =
            [
                .. (await DeclarationRows.ReadAsync(dataSource, seriesId, [blobNumber], cancellationToken))[blobNumber]
                    .Where(declaration => declaration.Kind != DeclarationKind.Property),
            ],
        };
    }

    /// <summary>Object ids of files of an index by their paths, in lower-case hexadecimal; those the index does not have are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FindBlobsAsync(
        ActiveIndex index, IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select f.path, encode(b.blob, 'hex') from files f join series_blobs b on b.series_id = $3 and b.blob_number = f.blob_number
            where f.view_id = $1 and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2) and f.path = any($4)
            """);
        command.Parameters.Add(new() { Value = index.ViewId });
        command.Parameters.Add(new() { Value = index.Generation });
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = paths.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var blobs = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            blobs[reader.GetString(0)] = reader.GetString(1);
        }

        return blobs;
    }

    private async Task<IReadOnlyList<StoredChunk>> ReadChunksAsync(int seriesId, long blobNumber, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select chunk_id, blob_number, start_line, end_line, symbol, content from chunks
            where series_id = $1 and blob_number = $2 order by start_line
            """);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = blobNumber });
        return await StoredChunk.ReadAllAsync(command, cancellationToken);
    }
}
