using Npgsql;

namespace DeepWiki.Core.Data.Index;

/// <summary>
/// Deletes what no reader can come to need: views and series nobody has asked for in a long time, files of generations that are over, and the
/// chunks, words and statistics of blobs that no view has. A series that a job works on is left alone, and whatever is cut short goes on next time.
/// </summary>
public sealed class IndexCollector(NpgsqlDataSource dataSource)
{
    // Readers pin a generation for as long as they search, which is seconds.
    private const string Grace = "interval '15 minutes'";
    private const int BlobsABatch = 500;

    // A job at work, or one that failed a short while ago and may be asked for again: what it stored is where the next one goes on.
    private const string Busy =
        "(j.state in ('queued', 'running') or (j.state = 'failed' and j.finished_at > clock_timestamp() - interval '1 day'))";

    /// <summary>Ends views of branches, tags and commits, and series that a newer one of their repository has replaced, unused for so many days.</summary>
    /// <returns>Number of views and series that ended.</returns>
    public async Task<int> EndUnusedAsync(int days, CancellationToken cancellationToken)
    {
        var views = await ExecuteAsync(
            """
            with ended as (delete from index_views where ref <> '' and used_on < current_date - $1::int returning series_id)
            update index_series set collected_at = null where series_id in (select series_id from ended)
            """,
            days,
            cancellationToken);
        var series = 0;
        foreach (var candidate in await FindReplacedAsync(days, cancellationToken))
        {
            series += await EndSeriesAsync(candidate, days, cancellationToken) ? 1 : 0;
        }

        return views + series;
    }

    /// <summary>Forgets jobs that ended so many days ago.</summary>
    public Task<int> ForgetJobsAsync(int days, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "delete from jobs where state in ('succeeded', 'failed', 'cancelled') and finished_at < clock_timestamp() - make_interval(days => $1::int)", days,
            cancellationToken);

    /// <summary>Series in which a view has moved on or gone since they were last looked through, and that nobody works on.</summary>
    public async Task<IReadOnlyList<int>> FindAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select s.series_id from index_series s
            where (s.collected_at is null
                    or exists (select 1 from index_views v where v.series_id = s.series_id and v.active_at > s.collected_at - {Grace})
                    or exists (select 1 from jobs j where j.repository_id = s.repository_id and j.finished_at > s.collected_at))
                and not exists (select 1 from index_views v where v.series_id = s.series_id and v.active_at > clock_timestamp() - {Grace})
                and not exists (select 1 from jobs j where j.repository_id = s.repository_id and {Busy})
            order by s.series_id
            """);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Deletes the dead rows of a series, batch by batch.</summary>
    /// <returns>Number of blobs deleted.</returns>
    public async Task<int> CollectAsync(int seriesId, CancellationToken cancellationToken)
    {
        var collected = 0;
        while (true)
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (!await TryEnterAsync(connection, seriesId, cancellationToken))
            {
                return collected;
            }

            var batch = await DeleteBatchAsync(connection, seriesId, isFirst: collected == 0, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            collected += batch;
            if (batch < BlobsABatch)
            {
                return collected;
            }
        }
    }

    // A job begins by touching the series' row and so waits for this transaction; one that was there before is seen as a live job.
    private static async Task<bool> TryEnterAsync(NpgsqlConnection connection, int seriesId, CancellationToken cancellationToken)
    {
        await using (var hold = new NpgsqlCommand("select 1 from index_series where series_id = $1 for update", connection))
        {
            hold.Parameters.Add(new() { Value = seriesId });
            if (await hold.ExecuteScalarAsync(cancellationToken) is null)
            {
                return false;
            }
        }

        await using var isFree = new NpgsqlCommand(
            $"select not exists (select 1 from jobs j join index_series s using (repository_id) where s.series_id = $1 and {Busy})",
            connection);
        isFree.Parameters.Add(new() { Value = seriesId });
        return await isFree.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task<int> DeleteBatchAsync(NpgsqlConnection connection, int seriesId, bool isFirst, CancellationToken cancellationToken)
    {
        var dead = new IndexGarbageCollector(connection, seriesId);
        if (isFirst)
        {
            await dead.DeleteFilesAsync(Grace, cancellationToken);
            await dead.DeletePathsAsync(cancellationToken);
        }

        var blobs = await dead.FindBlobsAsync(BlobsABatch, cancellationToken);
        await dead.DeleteBlobsAsync(blobs, cancellationToken);
        await IndexActivation.FoldStatisticsAsync(connection, seriesId, cancellationToken);
        await dead.EndAsync(isLast: blobs.Length < BlobsABatch, cancellationToken);
        return blobs.Length;
    }

    // Never one that was used last of its repository.
    private async Task<IReadOnlyList<int>> FindReplacedAsync(int days, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            with used as (
                select s.series_id, s.repository_id, coalesce(max(v.used_on), '-infinity') as last
                from index_series s left join index_views v using (series_id) group by s.series_id)
            select u.series_id from used u
            where u.last < current_date - $1::int and exists (select 1 from used n where n.repository_id = u.repository_id and n.last > u.last)
            order by u.series_id
            """);
        command.Parameters.Add(new() { Value = days });
        return await ReadAsync(command, cancellationToken);
    }

    private async Task<bool> EndSeriesAsync(int seriesId, int days, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await TryEnterAsync(connection, seriesId, cancellationToken))
        {
            return false;
        }

        // Somebody may have asked for it since it was found.
        await using var command = new NpgsqlCommand(
            """
            delete from index_series where series_id = $1
                and not exists (select 1 from index_views where series_id = $1 and used_on >= current_date - $2::int)
            """,
            connection)
        { CommandTimeout = IndexActivation.StatementSeconds };
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = days });
        var ended = await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ended == 1;
    }

    private static async Task<IReadOnlyList<int>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<int>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetInt32(0));
        }

        return found;
    }

    private async Task<int> ExecuteAsync(string sql, int days, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.CommandTimeout = IndexActivation.StatementSeconds;
        command.Parameters.Add(new() { Value = days });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
