using DeepWiki.Core.Data.Index;
using Npgsql;

namespace DeepWiki.Core.Data.Search;

/// <summary>Lists the files of the commit of one pinned index, those whose content is not indexed too, as far as its job names them.</summary>
public sealed class FileCatalog(NpgsqlDataSource dataSource)
{
    private const int StatementSeconds = 5;

    // Names of the reasons that are stored as numbers, from 1 on.
    private static readonly string[] Reasons =
    [
        "filtered", "symlink", "submodule", "empty", "too_large", "binary", "lfs_pointer", "lock_file", "minified", "generated", "undecodable",
        "too_many_files", "missing",
    ];

    /// <summary>All files below a folder, in ordinal order of their paths; or the one file at that path.</summary>
    /// <param name="index">The pinned index.</param>
    /// <param name="path">Path of a folder or file, without a slash at its end; empty for the root.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task<IReadOnlyList<ListedFile>> ListAsync(ActiveIndex index, string path, CancellationToken cancellationToken)
    {
        // The paths of a folder lie between "src/" and "src0", the next character.
        await using var command = dataSource.CreateCommand(
            """
            select f.path, b.lines, b.skip from files f
            join series_blobs b on b.series_id = $3 and b.blob_number = f.blob_number
            where f.view_id = $1 and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2)
                and ($4 = '' or f.path = $4 or (f.path >= $4 || '/' and f.path < $4 || '0'))
            order by f.path
            """);
        command.Parameters.Add(new() { Value = index.ViewId });
        command.Parameters.Add(new() { Value = index.Generation });
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = path });
        command.CommandTimeout = StatementSeconds;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var files = new List<ListedFile>();
        while (await reader.ReadAsync(cancellationToken))
        {
            files.Add(new ListedFile(reader.GetString(0), reader.GetInt32(1), reader.IsDBNull(2) ? null : NameOf(reader.GetInt16(2))));
        }

        var leftOut = await ReadLeftOutAsync(index, path, cancellationToken);
        return leftOut.Count == 0 ? files : [.. files.Concat(leftOut).DistinctBy(file => file.Path).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<ListedFile>> ReadLeftOutAsync(ActiveIndex index, string path, CancellationToken cancellationToken)
    {
        // binary: docs/logo.png
        await using var command = dataSource.CreateCommand(
            """
            select split_part(left_out, ': ', 1), substr(left_out, strpos(left_out, ': ') + 2)
            from (
                select j.report from index_series s join jobs j using (repository_id)
                where s.series_id = $1 and j.kind = 'index' and j.state = 'succeeded' and j.report->>'commit' = $2
                order by j.job_id desc limit 1) j, jsonb_array_elements_text(j.report->'skippedPaths') left_out
            where strpos(left_out, ': ' || $3) > 0
            """);
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = index.Commit });
        command.Parameters.Add(new() { Value = path });
        command.CommandTimeout = StatementSeconds;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var files = new List<ListedFile>();
        while (await reader.ReadAsync(cancellationToken))
        {
            files.Add(new ListedFile(reader.GetString(1), 0, reader.GetString(0)));
        }

        return [.. files.Where(file => path.Length == 0 || file.Path == path || file.Path.StartsWith(path + "/", StringComparison.Ordinal))];
    }

    /// <summary>Name of the reason of a number, as reports spell it.</summary>
    internal static string NameOf(short skip) => skip >= 1 && skip <= Reasons.Length ? Reasons[skip - 1] : "not_indexed";
}
