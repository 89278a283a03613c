using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using Npgsql;

namespace DeepWiki.Core.Data.Index;

/// <summary>Makes what was written visible: one short transaction that closes and opens file rows and moves the pointer.</summary>
public sealed class IndexActivation(NpgsqlDataSource dataSource)
{
    // A statement over all files of a large repository takes minutes; a worker that stops or lost its lease cancels it.
    internal const int StatementSeconds = 600;

    /// <summary>Activates <paramref name="commit"/> with exactly these files and returns the view.</summary>
    /// <remarks>The files are streamed into a temporary table first, so their number costs no memory here.</remarks>
    /// <param name="job">Job whose lease fences the writes.</param>
    /// <param name="seriesId">Series that is activated.</param>
    /// <param name="commit">The id of the commit.</param>
    /// <param name="files">All its files. Those whose blob was stored without content take no part.</param>
    /// <param name="onSkipped">Callback that is told the stored number of the reason and the path of each file that takes no part.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <exception cref="LeaseLostException">Somebody else works on the job; nothing was changed.</exception>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.NoEmbeddings"/> when no file has content; nothing was changed.</exception>
    public async Task<int> ActivateAsync(
        JobLease job, int seriesId, byte[] commit, IAsyncEnumerable<FileRow> files, Action<short, string>? onSkipped,
        CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await StageAsync(connection, seriesId, files, cancellationToken);
        await WriteWordsAsync(connection, job, seriesId, cancellationToken);

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await JobLeases.FenceAsync(connection, job, cancellationToken);
        var view = await SwitchAsync(connection, seriesId, job.Settings.Ref ?? "", commit, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (onSkipped is not null)
        {
            await ReportSkippedAsync(connection, onSkipped, cancellationToken);
        }

        return view;
    }

    // One transaction, and so one wait for the disk. The table ends with the session, which the pool makes clean for the next who takes it.
    private static async Task StageAsync(NpgsqlConnection connection, int seriesId, IAsyncEnumerable<FileRow> files, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(
            connection,
            "drop table if exists pg_temp.new_files; create temporary table new_files (path text collate \"C\" primary key, blob bytea not null, blob_number "
                + "bigint, skip smallint)",
            cancellationToken);
        await CopyFilesAsync(connection, files, cancellationToken);
        await MatchBlobsAsync(connection, seriesId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ReportSkippedAsync(NpgsqlConnection connection, Action<short, string> onSkipped, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select skip, path from new_files where skip is not null order by path", connection)
        {
            CommandTimeout = StatementSeconds,
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            onSkipped(reader.GetInt16(0), reader.GetString(1));
        }
    }

    private static async Task CopyFilesAsync(NpgsqlConnection connection, IAsyncEnumerable<FileRow> files, CancellationToken cancellationToken)
    {
        await using var importer = await connection.BeginBinaryImportAsync("copy new_files (path, blob) from stdin (format binary)", cancellationToken);
        await foreach (var file in files.WithCancellation(cancellationToken))
        {
            await importer.StartRowAsync(cancellationToken);
            await importer.WriteAsync(file.Path, cancellationToken);
            await importer.WriteAsync(file.Blob, cancellationToken);
        }

        await importer.CompleteAsync(cancellationToken);
    }

    private static async Task MatchBlobsAsync(NpgsqlConnection connection, int seriesId, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            connection,
            """
            update new_files n set blob_number = case when b.skip is null then b.blob_number end, skip = b.skip
            from series_blobs b where b.series_id = $1 and b.blob = n.blob
            """,
            cancellationToken,
            seriesId);

        // Behind the update: while all numbers are still null, the planner would take the files for one row and compare each with each.
        await ExecuteAsync(connection, "analyze new_files", cancellationToken);
    }

    // Its own transaction: words and statistics that run a little ahead of the active generation harm nobody, a long activation would.
    private static async Task WriteWordsAsync(NpgsqlConnection connection, JobLease job, int seriesId, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await JobLeases.FenceAsync(connection, job, cancellationToken);

        // Two jobs may bring two views of a series at once, and both have words the other has too.
        await ExecuteAsync(connection, "select 1 from index_series where series_id = $1 for no key update", cancellationToken, seriesId);
        await PathWordWriter.WriteAsync(connection, seriesId, cancellationToken);
        await FoldStatisticsAsync(connection, seriesId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Adds the deltas of a series to its statistics, inside the caller's transaction.</summary>
    internal static async Task FoldStatisticsAsync(NpgsqlConnection connection, int seriesId, CancellationToken cancellationToken)
    {
        await using var any = new NpgsqlCommand("select exists (select 1 from term_statistics where series_id = $1)", connection);
        any.Parameters.Add(new() { Value = seriesId });
        var isFirst = await any.ExecuteScalarAsync(cancellationToken) is false;

        // A first index brings some hundred thousand rows: they are sorted in memory, and nothing can be there that they would meet.
        await ExecuteAsync(connection, "set local work_mem = '64MB'", cancellationToken);
        await ExecuteAsync(
            connection,
            $"""
            with taken as (delete from term_deltas where series_id = $1 returning field, slots, counts),
                summed as (select field, slot, sum(added)::int as added from taken, unnest(slots, counts) as pair (slot, added) group by field, slot)
            insert into term_statistics (series_id, field, slot, df) select $1, field, slot, added from summed order by field, slot
            {(isFirst ? "" : "on conflict (series_id, field, slot) do update set df = term_statistics.df + excluded.df")}
            """,
            cancellationToken,
            seriesId);
    }

    private static async Task<int> SwitchAsync(
        NpgsqlConnection connection, int seriesId, string reference, byte[] commit, CancellationToken cancellationToken)
    {
        await ThrowIfEmptyAsync(connection, cancellationToken);
        var (view, generation) = await NextAsync(connection, seriesId, reference, cancellationToken);
        await ExecuteAsync(
            connection,
            """
            update files f set end_generation = $2
            where f.view_id = $1 and f.end_generation is null
              and not exists (select 1 from new_files n where n.path = f.path and n.blob_number = f.blob_number)
            """,
            cancellationToken,
            view,
            generation);
        await ExecuteAsync(
            connection,
            """
            insert into files (series_id, view_id, path, blob_number, first_generation)
            select $1, $2, n.path, n.blob_number, $3 from new_files n
            where n.blob_number is not null
              and not exists (select 1 from files f where f.view_id = $2 and f.path = n.path and f.end_generation is null)
            """,
            cancellationToken,
            seriesId,
            view,
            generation);
        await ExecuteAsync(
            connection,
            """
            update index_views set active_generation = $3, active_commit = $4, active_at = clock_timestamp(), used_on = current_date,
                degraded = exists (select 1 from embedding_gaps g join new_files n using (blob_number) where g.series_id = $1 and g.refused = 0),
                active_files = (select count(*) from new_files where blob_number is not null)
            where view_id = $2
            """,
            cancellationToken,
            seriesId,
            view,
            generation,
            commit);
        return view;
    }

    // Holds the view's row, so that two activations of it follow each other.
    private static async Task<(int View, int Generation)> NextAsync(
        NpgsqlConnection connection, int seriesId, string reference, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into index_views (series_id, ref) values ($1, $2) on conflict (series_id, ref) do update set ref = excluded.ref
            returning view_id, coalesce(active_generation, 0) + 1
            """,
            connection)
        { CommandTimeout = StatementSeconds };
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = reference });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken); // RETURNING always gives the row.
        return (reader.GetInt32(0), reader.GetInt32(1));
    }

    private static async Task ThrowIfEmptyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var any = new NpgsqlCommand("select exists (select 1 from new_files where blob_number is not null)", connection);
        if (await any.ExecuteScalarAsync(cancellationToken) is false)
        {
            throw new DeepWikiException(ErrorCode.NoEmbeddings, "The repository has no file that can be indexed.");
        }
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = StatementSeconds };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
