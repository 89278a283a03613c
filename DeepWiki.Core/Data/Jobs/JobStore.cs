using System.Text.Json;
using DeepWiki.Core.Errors;
using Npgsql;
using NpgsqlTypes;

namespace DeepWiki.Core.Data.Jobs;

/// <summary>Jobs as people see them: listed, watched, cancelled and tried again.</summary>
public sealed class JobStore(NpgsqlDataSource dataSource)
{
    private const string Columns =
        """
        j.job_id, j.kind, j.repository_id, r.public_id, w.public_id, j.state, j.attempt, j.report::text, j.error_code, j.error_message, j.trace_parent,
        j.created_at, j.started_at, j.finished_at
        from jobs j join repositories r using (repository_id) left join wikis w on w.wiki_id = j.wiki_id
        """;

    /// <summary>The job; null when there is none.</summary>
    public async Task<JobDetails?> FindAsync(long jobId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} where j.job_id = $1");
        command.Parameters.Add(new() { Value = jobId });
        return await ReadAsync(command, cancellationToken) is [var only] ? only : null;
    }

    /// <summary>The latest job of a wiki; null when it never had one, or all were forgotten.</summary>
    public async Task<JobDetails?> FindLatestAsync(int wikiId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} where j.wiki_id = $1 order by j.job_id desc limit 1");
        command.Parameters.Add(new() { Value = wikiId });
        return await ReadAsync(command, cancellationToken) is [var only] ? only : null;
    }

    /// <summary>Jobs about repositories that anybody may read, below an id, newest first.</summary>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="before">Only those older than this one; null for the newest.</param>
    /// <param name="limit">Most jobs.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public async Task<IReadOnlyList<JobDetails>> ListReadableAsync(JobState? state, long? before, int limit, CancellationToken cancellationToken)
    {
        // What was seen of a host is true for a day. Folders are this deployment's own.
        await using var command = dataSource.CreateCommand(
            $"""
            select {Columns} where ($1::text is null or j.state = $1) and ($2::bigint is null or j.job_id < $2)
                and (r.visibility = 3 or (r.visibility = 1 and r.visibility_checked_at > now() - interval '24 hours'))
            order by j.job_id desc limit $3
            """);
        command.Parameters.Add(new() { Value = (object?)state?.ToString().ToLowerInvariant() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = limit });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Ends a job that waits or runs; what it has finished is kept. Its worker notices at its next heartbeat.</summary>
    /// <returns>False when it had ended already.</returns>
    public async Task<bool> CancelAsync(long jobId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            with ended as (
                update jobs set state = 'cancelled', lease_until = null, finished_at = clock_timestamp()
                where job_id = $1 and state in ('queued', 'running') returning job_id),
            stopped as (
                update wiki_generations g set state = 'cancelled', finished_at = clock_timestamp()
                from ended where g.job_id = ended.job_id and g.state = 'running')
            select job_id, pg_notify('{JobQueue.EndedChannel}', job_id::text) from ended
            """);
        command.Parameters.Add(new() { Value = jobId });
        return await command.ExecuteScalarAsync(cancellationToken) is long;
    }

    /// <summary>Queues an index job that failed or was cancelled once more; what it stored is where it goes on.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="hasCredential">True when a token waits for its worker.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>False when it is live, has succeeded, is a job of a wiki, or an equal one is live.</returns>
    public async Task<bool> RetryAsync(long jobId, bool hasCredential, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            with again as (
                update jobs j set state = 'queued', attempt = 0, not_before = clock_timestamp(), worker = null, finished_at = null, error_code = null,
                    error_message = null, interruptions = 0, interrupted_at = null, needs_credential = needs_credential or $2
                where job_id = $1 and state in ('failed', 'cancelled') and wiki_id is null and not exists (
                    select 1 from jobs o where o.repository_id = j.repository_id and o.kind = j.kind and o.settings_hash = j.settings_hash
                        and o.state in ('queued', 'running'))
                returning job_id)
            select job_id, pg_notify('{JobQueue.QueuedChannel}', job_id::text) from again
            """);
        command.Parameters.Add(new() { Value = jobId });
        command.Parameters.Add(new() { Value = hasCredential });
        return await command.ExecuteScalarAsync(cancellationToken) is long;
    }

    private async Task<IReadOnlyList<JobDetails>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var jobs = new List<JobDetails>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                jobs.Add(Read(reader));
            }
        }

        var stages = await ReadStagesAsync([.. jobs.Select(job => job.Id)], cancellationToken);
        return [.. jobs.Select(job => job with { Stages = [.. stages[job.Id]] })];
    }

    private async Task<ILookup<long, JobStage>> ReadStagesAsync(long[] jobs, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select job_id, name, done, total, unit, started_at, finished_at from job_stages where job_id = any($1) order by job_id, started_at");
        command.Parameters.Add(new() { Value = jobs });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var stages = new List<(long Job, JobStage Stage)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            stages.Add((reader.GetInt64(0), new JobStage(
                reader.GetString(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6))));
        }

        return stages.ToLookup(row => row.Job, row => row.Stage);
    }

    private static JobDetails Read(NpgsqlDataReader reader)
    {
        var kind = Enum.Parse<JobKind>(reader.GetString(1), ignoreCase: true);
        return new JobDetails(
            reader.GetInt64(0),
            kind,
            reader.GetInt32(2),
            reader.GetString(3),
            reader.IsDBNull(4) ? null : reader.GetString(4),
            Enum.Parse<JobState>(reader.GetString(5), ignoreCase: true),
            reader.GetInt32(6),
            [],
            kind != JobKind.Index || reader.IsDBNull(7) ? null : JsonSerializer.Deserialize(reader.GetString(7), StorageJsonContext.Default.JobReport),
            reader.IsDBNull(8) ? null : new DeepWikiException(Enum.Parse<ErrorCode>(reader.GetString(8)), reader.GetString(9)),
            reader.IsDBNull(10) ? null : reader.GetString(10),
            reader.GetFieldValue<DateTimeOffset>(11),
            reader.IsDBNull(12) ? null : reader.GetFieldValue<DateTimeOffset>(12),
            reader.IsDBNull(13) ? null : reader.GetFieldValue<DateTimeOffset>(13));
    }
}
