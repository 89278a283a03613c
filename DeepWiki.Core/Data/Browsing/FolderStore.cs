using Npgsql;
using NpgsqlTypes;

namespace DeepWiki.Core.Data.Browsing;

/// <summary>Indexes and folders of repositories, for people who look around in them.</summary>
public sealed class FolderStore(NpgsqlDataSource dataSource)
{
    private const int MaxEntries = 10_000;

    /// <summary>The indexes of a repository that readers can use, the newest first.</summary>
    public async Task<IReadOnlyList<StoredIndex>> ListIndexesAsync(int repositoryId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select v.ref, encode(v.active_commit, 'hex'), v.active_files, (select count(*) from chunks c where c.series_id = s.series_id), s.model, v.active_at
            from index_series s join index_views v using (series_id)
            where s.repository_id = $1 and v.active_generation is not null order by v.active_at desc
            """);
        command.Parameters.Add(new() { Value = repositoryId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var indexes = new List<StoredIndex>();
        while (await reader.ReadAsync(cancellationToken))
        {
            indexes.Add(new StoredIndex(
                reader.GetString(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return indexes;
    }

    /// <summary>A folder at a commit; null when no index is of that commit. One that is not there has no entries.</summary>
    /// <param name="repositoryId">The repository.</param>
    /// <param name="commit">The commit, in hexadecimal; null for the head that was indexed last.</param>
    /// <param name="path">Path of the folder; empty for the root.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public async Task<IndexedFolder?> FindAsync(int repositoryId, string? commit, string path, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select s.series_id, v.view_id, v.active_generation, encode(v.active_commit, 'hex'), v.ref
            from index_series s join index_views v using (series_id)
            where s.repository_id = $1 and v.active_generation is not null
                and case when $2::text is null then v.ref = '' else v.active_commit = decode($2, 'hex') end
            order by v.ref = '' desc, v.active_at desc, v.view_id limit 1
            """);
        command.Parameters.Add(new() { Value = repositoryId });
        command.Parameters.Add(new() { Value = (object?)commit ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        int series, view, generation;
        IndexedFolder found;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken))
            {
                return null;
            }

            (series, view, generation) = (reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2));
            found = new IndexedFolder(reader.GetString(3), reader.GetString(4), []);
        }

        var prefix = path.Length == 0 ? "" : path + "/";
        var entries = await ReadAsync(series, view, generation, prefix, cancellationToken);
        var skipped = await FindSkippedAsync(repositoryId, found.Commit, prefix, cancellationToken);
        return found with { Entries = Join(entries, skipped, prefix) };
    }

    /// <summary>Files below a prefix that the index of a commit leaves out, as far as the report of its job names them.</summary>
    public async Task<IReadOnlyList<SkippedFile>> FindSkippedAsync(int repositoryId, string commit, string prefix, CancellationToken cancellationToken)
    {
        // binary: docs/logo.png
        await using var command = dataSource.CreateCommand(
            """
            select split_part(left_out, ': ', 1), substr(left_out, strpos(left_out, ': ') + 2)
            from (
                select report from jobs where repository_id = $1 and kind = 'index' and state = 'succeeded' and report->>'commit' = $2
                order by job_id desc limit 1) j, jsonb_array_elements_text(j.report->'skippedPaths') left_out
            where strpos(left_out, ': ' || $3) > 0
            """);
        command.Parameters.Add(new() { Value = repositoryId });
        command.Parameters.Add(new() { Value = commit });
        command.Parameters.Add(new() { Value = prefix });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var files = new List<SkippedFile>();
        while (await reader.ReadAsync(cancellationToken))
        {
            files.Add(new SkippedFile(reader.GetString(1), reader.GetString(0)));
        }

        return [.. files.Where(file => file.Path.StartsWith(prefix, StringComparison.Ordinal))];
    }

    private static List<FolderEntry> Join(IReadOnlyList<FolderEntry> indexed, IReadOnlyList<SkippedFile> skipped, string prefix)
    {
        var entries = indexed.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        foreach (var file in skipped)
        {
            var rest = file.Path[prefix.Length..];
            var slash = rest.IndexOf('/', StringComparison.Ordinal);
            var name = slash < 0 ? rest : rest[..slash];
            entries.TryAdd(name, new FolderEntry(name, slash >= 0, slash < 0 ? 1 : 0, null, slash < 0 ? file.Reason : null));
        }

        return [.. entries.Values.OrderByDescending(entry => entry.IsFolder).ThenBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<FolderEntry>> ReadAsync(int series, int view, int generation, string prefix, CancellationToken cancellationToken)
    {
        // The paths of a folder lie between "src/" and "src0", the next character.
        await using var command = dataSource.CreateCommand(
            $"""
            select split_part(substr(f.path, length($4) + 1), '/', 1) collate "C" as name,
                bool_or(strpos(substr(f.path, length($4) + 1), '/') > 0) as is_folder, count(*)::int, max(b.lines)
            from files f join series_blobs b on b.series_id = $1 and b.blob_number = f.blob_number
            where f.view_id = $2 and f.first_generation <= $3 and (f.end_generation is null or f.end_generation > $3)
                and ($4 = '' or (f.path >= $4 and f.path < $5))
            group by 1 order by is_folder desc, name limit {MaxEntries}
            """);
        command.Parameters.Add(new() { Value = series });
        command.Parameters.Add(new() { Value = view });
        command.Parameters.Add(new() { Value = generation });
        command.Parameters.Add(new() { Value = prefix });
        command.Parameters.Add(new() { Value = prefix.Length == 0 ? "" : prefix[..^1] + "0" });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<FolderEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var isFolder = reader.GetBoolean(1);
            entries.Add(new FolderEntry(reader.GetString(0), isFolder, reader.GetInt32(2), isFolder ? null : reader.GetInt32(3), null));
        }

        return entries;
    }
}
