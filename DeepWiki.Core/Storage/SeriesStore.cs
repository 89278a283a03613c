using Npgsql;

namespace DeepWiki.Core.Storage;

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
            select series_id, active_generation, active_commit, active_files, degraded, false from index_series
            where repository_id = $1 and model = $2 and dimensions = $3 and chunker = $4 and filter_hash = $5 and active_generation is not null
            """);
        AddKey(command, key);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>The newest index of the same files that another model embedded: it serves by its words while the wanted one is built.</summary>
    public async Task<ActiveIndex?> FindForeignAsync(SeriesKey key, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select series_id, active_generation, active_commit, active_files, degraded, true from index_series
            where repository_id = $1 and (model <> $2 or dimensions <> $3) and chunker = $4 and filter_hash = $5 and active_generation is not null
            order by active_at desc limit 1
            """);
        AddKey(command, key);
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
            select series_id, active_generation, active_commit, active_files, degraded, model <> $2 or dimensions <> $3 from index_series
            where repository_id = $1 and chunker = $4 and active_generation is not null
            order by filter_hash = $5 desc, model = $2 and dimensions = $3 desc, active_at desc, series_id limit 1
            """);
        AddKey(command, key);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Files of the active generation.</summary>
    public async Task<int> CountFilesAsync(int seriesId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select active_files from index_series where series_id = $1");
        command.Parameters.Add(new() { Value = seriesId });
        return (int)(await command.ExecuteScalarAsync(cancellationToken) ?? 0);
    }

    private static async Task<ActiveIndex?> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ActiveIndex(
                reader.GetInt32(0), reader.GetInt32(1), Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(2)), reader.GetInt32(3), reader.GetBoolean(4))
            {
                HasForeignVectors = reader.GetBoolean(5),
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
}
