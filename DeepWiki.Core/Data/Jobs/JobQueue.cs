using DeepWiki.Core.Errors;
using Npgsql;
using NpgsqlTypes;

namespace DeepWiki.Core.Data.Jobs;

/// <summary>
/// The queue of durable jobs, the part that those who ask see. Rows are the truth; a notification only saves waiting for the next poll.
/// </summary>
public sealed class JobQueue(NpgsqlDataSource dataSource)
{
    /// <summary>Channel on which a new job is announced.</summary>
    public const string QueuedChannel = "deepwiki_job_queued";

    /// <summary>Channel on which the end of a job is announced; the payload is its id.</summary>
    public const string EndedChannel = "deepwiki_job_ended";

    /// <summary>Jobs that one caller may have waiting.</summary>
    public const int MaxQueuedOfOne = 10;

    private const int MaxQueued = 1000;

    private static readonly TimeSpan FullQueueRetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>Queues an index job, or joins the one that is already queued or running with equal settings.</summary>
    /// <param name="repositoryId">Repository to index.</param>
    /// <param name="settings">Settings of the job.</param>
    /// <param name="origin">Caller and trace the job belongs to.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.RateLimited"/> when this caller has <see cref="MaxQueuedOfOne"/> jobs waiting; <see cref="ErrorCode.Busy"/> when the queue is full.
    /// </exception>
    public async Task<QueuedJob> EnqueueAsync(int repositoryId, IndexJobSettings settings, JobOrigin origin, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 3; i++)
        {
            if (await TryInsertAsync(repositoryId, settings, origin, cancellationToken) is { } added)
            {
                return new QueuedJob(added, IsWaiting: true);
            }

            if (await FindLiveAsync(repositoryId, settings, cancellationToken) is { } joined)
            {
                return joined;
            }
        }

        throw await IsBusyAsync(origin, cancellationToken)
            ? new DeepWikiException(ErrorCode.RateLimited, "Too many repositories of this caller wait to be indexed.") { RetryAfter = FullQueueRetryAfter }
            : new DeepWikiException(ErrorCode.Busy, "The queue of index jobs is full.") { RetryAfter = FullQueueRetryAfter };
    }

    /// <summary>
    /// Queues a job of a wiki. Requests for the whole wiki join the one that is queued or running; requests for a page are jobs of their own.
    /// </summary>
    /// <param name="job">Kind, repository, settings of the index and order of the job.</param>
    /// <param name="waitsFor">Job that has to end before, such as that of the index; null for none.</param>
    /// <param name="origin">Caller and trace the job belongs to.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public async Task<QueuedJob> EnqueueWikiAsync(WikiJob job, long? waitsFor, JobOrigin origin, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 3; i++)
        {
            if (await FindLiveAsync(job, cancellationToken) is { } joined)
            {
                return joined;
            }

            await using var command = dataSource.CreateCommand(
                $"""
                with added as (
                    insert into jobs (repository_id, kind, settings_hash, settings, trace_parent, caller, wiki_id, request, waits_for)
                    select $1, $2, $3, $4, $5, $6, $7, $8, $9
                    where (select count(*) from jobs where state = 'queued') < {MaxQueued}
                    on conflict (repository_id, kind, settings_hash) where state in ('queued', 'running') do nothing
                    returning job_id)
                select job_id, pg_notify('{QueuedChannel}', job_id::text) from added
                """);
            command.Parameters.Add(new() { Value = job.RepositoryId });
            command.Parameters.Add(new() { Value = job.Kind.ToString().ToLowerInvariant() });
            command.Parameters.Add(new() { Value = job.Hash() });
            command.Parameters.Add(new() { Value = job.Settings.ToJson(), NpgsqlDbType = NpgsqlDbType.Jsonb });
            command.Parameters.Add(new() { Value = (object?)origin.TraceParent ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(Caller(origin));
            command.Parameters.Add(new() { Value = job.Request.WikiId });
            command.Parameters.Add(new() { Value = job.RequestJson(), NpgsqlDbType = NpgsqlDbType.Jsonb });
            command.Parameters.Add(new() { Value = (object?)waitsFor ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
            if (await command.ExecuteScalarAsync(cancellationToken) is long added)
            {
                return new QueuedJob(added, IsWaiting: true);
            }
        }

        throw new DeepWikiException(ErrorCode.Busy, "The queue of jobs is full.") { RetryAfter = FullQueueRetryAfter };
    }

    public async Task<JobStatus?> FindAsync(long jobId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select state, stage, done, total, unit, error_code, error_message from jobs where job_id = $1");
        command.Parameters.Add(new() { Value = jobId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var error = reader.IsDBNull(5) ? null : new DeepWikiException(Enum.Parse<ErrorCode>(reader.GetString(5)), reader.GetString(6));
        return new JobStatus(
            jobId,
            Enum.Parse<JobState>(reader.GetString(0), ignoreCase: true),
            reader.IsDBNull(1) ? null : reader.GetString(1),
            reader.GetInt64(2),
            reader.IsDBNull(3) ? null : reader.GetInt64(3),
            reader.IsDBNull(4) ? null : reader.GetString(4),
            error);
    }

    private async Task<long?> TryInsertAsync(int repositoryId, IndexJobSettings settings, JobOrigin origin, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            with added as (
                insert into jobs (repository_id, kind, settings_hash, settings, needs_credential, trace_parent, caller)
                select $1, 'index', $2, $3, $4, $5, $6
                where (select count(*) from jobs where state = 'queued') < {MaxQueued}
                    and (select count(*) from jobs where state = 'queued' and caller = $6) < {MaxQueuedOfOne}
                on conflict (repository_id, kind, settings_hash) where state in ('queued', 'running') do nothing
                returning job_id)
            select job_id, pg_notify('{QueuedChannel}', job_id::text) from added
            """);
        command.Parameters.Add(new() { Value = repositoryId });
        command.Parameters.Add(new() { Value = settings.Hash() });
        command.Parameters.Add(new() { Value = settings.ToJson(), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = origin.NeedsCredential });
        command.Parameters.Add(new() { Value = (object?)origin.TraceParent ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(Caller(origin));
        return (long?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private async Task<bool> IsBusyAsync(JobOrigin origin, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"select count(*) >= {MaxQueuedOfOne} from jobs where state = 'queued' and caller = $1");
        command.Parameters.Add(Caller(origin));
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static NpgsqlParameter Caller(JobOrigin origin) =>
        new() { Value = (object?)origin.Caller ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea };

    private async Task<QueuedJob?> FindLiveAsync(WikiJob job, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select job_id, state = 'queued' from jobs
            where wiki_id = $1 and state in ('queued', 'running') and (settings_hash = $2 or ($3 and kind in ('wiki', 'refresh')))
            order by job_id desc limit 1
            """);
        command.Parameters.Add(new() { Value = job.Request.WikiId });
        command.Parameters.Add(new() { Value = job.Hash() });
        command.Parameters.Add(new() { Value = job.IsOfWhole });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new QueuedJob(reader.GetInt64(0), reader.GetBoolean(1)) { IsJoined = true } : null;
    }

    private async Task<QueuedJob?> FindLiveAsync(int repositoryId, IndexJobSettings settings, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select job_id, state = 'queued' from jobs where repository_id = $1 and kind = 'index' and settings_hash = $2 and state in ('queued', 'running')");
        command.Parameters.Add(new() { Value = repositoryId });
        command.Parameters.Add(new() { Value = settings.Hash() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new QueuedJob(reader.GetInt64(0), reader.GetBoolean(1)) : null;
    }
}
