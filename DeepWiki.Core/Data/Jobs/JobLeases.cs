using System.Text.Json;
using DeepWiki.Core.Errors;
using Npgsql;
using NpgsqlTypes;

namespace DeepWiki.Core.Data.Jobs;

/// <summary>
/// The queue of durable jobs, the part that workers see: claim, heartbeat, progress and end. All times are the database's own, so a
/// worker's clock decides nothing.
/// </summary>
public sealed class JobLeases(NpgsqlDataSource dataSource)
{
    /// <summary>A job that took its worker down this often is given up.</summary>
    public const int MaxAttempts = 3;

    // The first half of the advisory lock's key by which a job's writing sessions are found; the second is the job.
    private const int WritersLock = 0x6A6F6273;

    /// <summary>Takes the oldest index job that waits, or whose worker let its lease run out; null when there is none.</summary>
    public Task<JobLease?> ClaimAsync(string worker, TimeSpan lease, CancellationToken cancellationToken) =>
        ClaimAsync(worker, lease, ofWikis: false, cancellationToken);

    /// <summary>Takes the oldest job of a wiki whose wiki no other job is at; null when there is none.</summary>
    public Task<JobLease?> ClaimWikiAsync(string worker, TimeSpan lease, CancellationToken cancellationToken) =>
        ClaimAsync(worker, lease, ofWikis: true, cancellationToken);

    /// <summary>Releases the jobs that this worker held before a restart, so that they need not wait for their leases to run out.</summary>
    public async Task<int> ReleaseAllAsync(string worker, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "update jobs set state = 'queued', worker = null, lease_until = null where state = 'running' and worker = $1");
        command.Parameters.Add(new() { Value = worker });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Prolongs the lease; false means it is lost.</summary>
    public async Task<bool> HeartbeatAsync(JobLease job, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = Guarded("update jobs set lease_until = clock_timestamp() + $3", job);
        command.Parameters.Add(new() { Value = lease });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Remembers what was fetched, for a later run of the job.</summary>
    public async Task RememberFetchAsync(JobLease job, byte[] commit, CancellationToken cancellationToken)
    {
        await using var command = Guarded("update jobs set fetched_commit = $3", job);
        command.Parameters.Add(new() { Value = commit });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Says what the job is doing.</summary>
    public async Task ReportProgressAsync(
        JobLease job, string stage, long done, long? total, string unit, CancellationToken cancellationToken)
    {
        // What is embedded or written is stored, so the job got further: an outage after it is a new one.
        await using var command = Guarded(
            """
            with mine as (
                update jobs set stage = $3, done = $4, total = $5, unit = $6,
                    interruptions = case when $3 in ('embed', 'write') then 0 else interruptions end,
                    interrupted_at = case when $3 in ('embed', 'write') then null else interrupted_at end
            """,
            job);
        command.CommandText +=
            """
             returning job_id),
            ended as (
                update job_stages s set finished_at = clock_timestamp() from mine where s.job_id = mine.job_id and s.name <> $3 and s.finished_at is null)
            insert into job_stages (job_id, name, done, total, unit) select job_id, $3, $4, $5, $6 from mine
            on conflict (job_id, name) do update set done = excluded.done, total = excluded.total, unit = excluded.unit, finished_at = null
            """;
        command.Parameters.Add(new() { Value = stage });
        command.Parameters.Add(new() { Value = done });
        command.Parameters.Add(new() { Value = (object?)total ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = unit });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Ends the job with success. False means that the lease was lost and another worker will end it.</summary>
    public async Task<bool> SucceedAsync(JobLease job, JobReport? report, CancellationToken cancellationToken)
    {
        await using var command = Guarded(
            "update jobs set state = 'succeeded', report = $3, lease_until = null, finished_at = clock_timestamp(), error_code = null, error_message = null",
            job);
        var json = report is null ? null : JsonSerializer.Serialize(report, StorageJsonContext.Default.JobReport);
        command.Parameters.Add(new() { Value = (object?)json ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb });
        return await EndAsync(command, job, cancellationToken);
    }

    /// <summary>Ends the job for good.</summary>
    public async Task<bool> FailAsync(JobLease job, DeepWikiException error, CancellationToken cancellationToken)
    {
        await using var command = Guarded(
            "update jobs set state = 'failed', error_code = $3, error_message = $4, lease_until = null, finished_at = clock_timestamp()", job);
        command.Parameters.Add(new() { Value = error.Code.ToString() });
        command.Parameters.Add(new() { Value = error.Message });
        return await EndAsync(command, job, cancellationToken);
    }

    /// <summary>Puts the job back for another try after a pause; the attempt counts only when <paramref name="countAttempt"/> says so.</summary>
    public async Task ReleaseAsync(JobLease job, TimeSpan pause, bool countAttempt, CancellationToken cancellationToken)
    {
        await using var command = Guarded(
            """
            update jobs set state = 'queued', worker = null, lease_until = null, not_before = clock_timestamp() + $3,
                attempt = attempt - case when $4 then 0 else 1 end
            """,
            job);
        command.Parameters.Add(new() { Value = pause });
        command.Parameters.Add(new() { Value = countAttempt });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Puts the job back after an outage; the attempt does not count. False means that outages have followed each other for longer than
    /// <paramref name="limit"/>, or that the lease is lost.
    /// </summary>
    public async Task<bool> ReleaseInterruptedAsync(JobLease job, TimeSpan pause, TimeSpan limit, CancellationToken cancellationToken)
    {
        await using var command = Guarded(
            """
            update jobs set state = 'queued', worker = null, lease_until = null, not_before = clock_timestamp() + $3, attempt = attempt - 1,
                interruptions = interruptions + 1, interrupted_at = coalesce(interrupted_at, clock_timestamp())
            """,
            job);
        command.CommandText += " and (interrupted_at is null or interrupted_at + $4 > clock_timestamp())";
        command.Parameters.Add(new() { Value = pause });
        command.Parameters.Add(new() { Value = limit });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>
    /// Takes part in a writing transaction: under a lease nobody can claim the job while it runs, and heartbeats pass. Whoever finds the
    /// lease run out ends the session first, wherever its worker froze, be it amid a COPY, which no timeout of the server's reaches.
    /// </summary>
    /// <exception cref="LeaseLostException">Another worker holds the job.</exception>
    internal static async Task FenceAsync(NpgsqlConnection connection, JobLease job, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select pg_try_advisory_xact_lock_shared({WritersLock}, (job_id & 2147483647)::int)
            from (select job_id from jobs where job_id = $1 and epoch = $2 and state = 'running' for key share) mine
            """,
            connection);
        command.Parameters.Add(new() { Value = job.JobId });
        command.Parameters.Add(new() { Value = job.Epoch });
        if (await command.ExecuteScalarAsync(cancellationToken) is null)
        {
            throw new LeaseLostException(job.JobId);
        }
    }

    private async Task<JobLease?> ClaimAsync(string worker, TimeSpan lease, bool ofWikis, CancellationToken cancellationToken)
    {
        await EndLostWritersAsync(cancellationToken);
        await FailExhaustedAsync(cancellationToken);
        await using var command = dataSource.CreateCommand(
            """
            update jobs set state = 'running', worker = $1, epoch = epoch + 1, attempt = attempt + 1, lease_until = clock_timestamp() + $2,
                started_at = coalesce(started_at, clock_timestamp())
            where job_id = (
                select job_id from jobs j
                where ((state = 'queued' and not_before <= clock_timestamp()) or (state = 'running' and lease_until < clock_timestamp()))
                    and (wiki_id is not null) = $3
                    and not exists (select 1 from jobs w where w.job_id = j.waits_for and w.state in ('queued', 'running'))
                    and not exists (select 1 from jobs o where o.wiki_id = j.wiki_id and o.state = 'running' and o.job_id <> j.job_id)
                order by job_id for update skip locked limit 1)
            returning job_id, epoch, repository_id, settings::text, attempt, needs_credential, trace_parent, fetched_commit, interruptions,
                case when epoch = 1 then clock_timestamp() - created_at end, kind, request::text, waits_for
            """);
        command.Parameters.Add(new() { Value = worker });
        command.Parameters.Add(new() { Value = lease });
        command.Parameters.Add(new() { Value = ofWikis });
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Another worker took another job of the same wiki in this very moment: one at a time.
            return null;
        }
    }

    private static JobLease Read(NpgsqlDataReader reader)
    {
        var settings = JsonSerializer.Deserialize(reader.GetString(3), StorageJsonContext.Default.IndexJobSettings)!; // The column is not null.
        return new JobLease(
            reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2), settings, reader.GetInt32(4), reader.GetBoolean(5),
            reader.IsDBNull(6) ? null : reader.GetString(6))
        {
            FetchedCommit = reader.IsDBNull(7) ? null : reader.GetFieldValue<byte[]>(7),
            Interruptions = reader.GetInt32(8),
            Waited = reader.IsDBNull(9) ? null : reader.GetTimeSpan(9),
            Kind = Enum.Parse<JobKind>(reader.GetString(10), ignoreCase: true),
            Wiki = reader.IsDBNull(11) ? null : JsonSerializer.Deserialize(reader.GetString(11), StorageJsonContext.Default.WikiJobRequest),
            WaitedFor = reader.IsDBNull(12) ? null : reader.GetInt64(12),
        };
    }

    private async Task EndLostWritersAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select pg_terminate_backend(l.pid, 1000)
            from jobs j
            join pg_locks l on l.locktype = 'advisory' and l.objsubid = 2 and l.classid = {WritersLock} and l.objid = (j.job_id & 2147483647)::oid
            -- Jobs are read as they were when this began and locks as they are: a transaction begun since is that of a rightful worker.
            join pg_stat_activity a on a.pid = l.pid and a.xact_start < statement_timestamp()
            where (j.state = 'queued' or (j.state = 'running' and j.lease_until < clock_timestamp()))
                and l.database = (select oid from pg_database where datname = current_database())
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task FailExhaustedAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            with given_up as (
                update jobs set state = 'failed', lease_until = null, finished_at = clock_timestamp(), error_code = 'IndexFailed',
                    error_message = case when wiki_id is null then 'Indexing' else 'Writing the wiki' end
                        || ' was interrupted ' || attempt || ' times in stage ' || coalesce(stage, 'start') || ' and is given up.'
                where job_id in (
                    select job_id from jobs
                    where attempt >= {MaxAttempts} and (state = 'queued' or (state = 'running' and lease_until < clock_timestamp()))
                    for update skip locked)
                returning job_id)
            select pg_notify('{JobQueue.EndedChannel}', job_id::text) from given_up
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<bool> EndAsync(NpgsqlCommand command, JobLease job, CancellationToken cancellationToken)
    {
        if (await command.ExecuteNonQueryAsync(cancellationToken) != 1)
        {
            return false;
        }

        await using var notify = dataSource.CreateCommand("select pg_notify($1, $2)");
        notify.Parameters.Add(new() { Value = JobQueue.EndedChannel });
        notify.Parameters.Add(new() { Value = job.JobId.ToString() });
        await notify.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }

    private NpgsqlCommand Guarded(string update, JobLease job)
    {
        var command = dataSource.CreateCommand(update + " where job_id = $1 and epoch = $2 and state = 'running'");
        command.Parameters.Add(new() { Value = job.JobId });
        command.Parameters.Add(new() { Value = job.Epoch });
        return command;
    }
}
