using Npgsql;

namespace DeepWiki.Core.Data.Index;

/// <summary>Index series and the pointer to their active generation.</summary>
public sealed class SeriesStore(NpgsqlDataSource dataSource)
{
    /// <summary>Finds the series or adds it; its generation stays empty until something is activated.</summary>
    public async Task<int> GetOrAddAsync(SeriesKey key, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            insert into index_series (repository_id, model, dimensions, chunker, filter_hash) values ($1, $2, $3, $4, $5)
            on conflict (repository_id, model, dimensions, chunker, filter_hash) do update set model = excluded.model
            returning series_id
            """);
        AddKey(command, key);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!; // RETURNING always gives the row.
    }

    /// <summary>The index readers see now, or null when none was ever activated.</summary>
    public async Task<ActiveIndex?> FindActiveAsync(SeriesKey key, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select series_id, view_id, active_generation, active_commit, active_files, degraded, frozen_chunk_id, false from index_series
              join index_views using (series_id)
            where repository_id = $1 and model = $2 and dimensions = $3 and chunker = $4 and filter_hash = $5 and ref = $6 and active_generation is not null
            """);
        AddView(command, key);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Remembers that a view was asked for today, so that it is not collected.</summary>
    public async Task TouchAsync(int viewId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("update index_views set used_on = current_date where view_id = $1 and used_on < current_date");
        command.Parameters.Add(new() { Value = viewId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The newest index of the same files under another embedding model; null for none. It answers by words while the wanted one is built.</summary>
    public async Task<ActiveIndex?> FindForeignAsync(SeriesKey key, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select series_id, view_id, active_generation, active_commit, active_files, degraded, frozen_chunk_id, true from index_series
              join index_views using (series_id)
            where repository_id = $1 and (model <> $2 or dimensions <> $3) and chunker = $4 and filter_hash = $5 and ref = $6 and active_generation is not null
            order by active_at desc limit 1
            """);
        AddView(command, key);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>
    /// The index that searches fit best: of the wanted files before of others, of the wanted model before another, then the newest. Null when the
    /// repository has none.
    /// </summary>
    public async Task<ActiveIndex?> FindBestAsync(SeriesKey key, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select series_id, view_id, active_generation, active_commit, active_files, degraded, frozen_chunk_id, model <> $2 or dimensions <> $3
            from index_series join index_views using (series_id)
            where repository_id = $1 and chunker = $4 and ref = $6 and active_generation is not null
            order by filter_hash = $5 desc, model = $2 and dimensions = $3 desc, active_at desc, view_id limit 1
            """);
        AddView(command, key);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Files of a view's active generation.</summary>
    public async Task<int> CountFilesAsync(int viewId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select active_files from index_views where view_id = $1");
        command.Parameters.Add(new() { Value = viewId });
        return (int)(await command.ExecuteScalarAsync(cancellationToken) ?? 0);
    }

    private static async Task<ActiveIndex?> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ActiveIndex(
                reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(3)), reader.GetInt32(4),
                reader.GetBoolean(5))
            {
                FrozenChunkId = reader.IsDBNull(6) ? null : reader.GetInt64(6),
                HasForeignVectors = reader.GetBoolean(7),
            }
            : null;
    }

    private static void AddKey(NpgsqlCommand command, SeriesKey key)
    {
        command.Parameters.Add(new() { Value = key.RepositoryId });
        command.Parameters.Add(new() { Value = key.Model });
        command.Parameters.Add(new() { Value = key.Dimensions });
        command.Parameters.Add(new() { Value = key.Chunker });
        command.Parameters.Add(new() { Value = key.FilterHash });
    }

    private static void AddView(NpgsqlCommand command, SeriesKey key)
    {
        AddKey(command, key);
        command.Parameters.Add(new() { Value = key.Ref });
    }
}
