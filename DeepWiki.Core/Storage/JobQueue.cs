using System.Text.Json;
using DeepWiki.Core.Errors;
using Npgsql;
using NpgsqlTypes;

namespace DeepWiki.Core.Storage;

/// <summary>
/// The queue of durable jobs, the part that those who ask see. Rows are the truth; a notification only saves waiting for the next poll.
/// </summary>
public sealed class JobQueue(NpgsqlDataSource dataSource)
{
    /// <summary>Channel on which a new job is announced.</summary>
    public const string QueuedChannel = "deepwiki_job_queued";

    /// <summary>Channel on which the end of a job is announced; the payload is its id.</summary>
    public const string EndedChannel = "deepwiki_job_ended";

    private const int MostQueued = 1000;

    /// <summary>Queues an index job, or joins the one that is already queued or running with equal settings.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Busy"/> when the queue is full.</exception>
    public async Task<long> EnqueueAsync(
        int repositoryId, IndexJobSettings settings, bool needsCredential, string? traceParent, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 3; i++)
        {
            if (await TryInsertAsync(repositoryId, settings, needsCredential, traceParent, cancellationToken) is { } added)
            {
                return added;
            }

            if (await FindLiveAsync(repositoryId, settings, cancellationToken) is { } joined)
            {
                return joined;
            }
        }

        throw new DeepWikiException(ErrorCode.Busy, "The queue of index jobs is full.") { RetryAfter = TimeSpan.FromSeconds(30) };
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

    /// <summary>The report of a job that succeeded.</summary>
    public async Task<JobReport?> FindReportAsync(long jobId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select report::text from jobs where job_id = $1");
        command.Parameters.Add(new() { Value = jobId });
        return await command.ExecuteScalarAsync(cancellationToken) is string json
            ? JsonSerializer.Deserialize(json, StorageJsonContext.Default.JobReport)
            : null;
    }

    private async Task<long?> TryInsertAsync(
        int repositoryId, IndexJobSettings settings, bool needsCredential, string? traceParent, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            with added as (
                insert into jobs (repository_id, kind, settings_hash, settings, needs_credential, trace_parent)
                select $1, 'index', $2, $3, $4, $5 where (select count(*) from jobs where state = 'queued') < {MostQueued}
                on conflict (repository_id, kind, settings_hash) where state in ('queued', 'running') do nothing
                returning job_id)
            select job_id, pg_notify('{QueuedChannel}', job_id::text) from added
            """);
        command.Parameters.Add(new() { Value = repositoryId });
        command.Parameters.Add(new() { Value = settings.Hash() });
        command.Parameters.Add(new() { Value = settings.ToJson(), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new() { Value = needsCredential });
        command.Parameters.Add(new() { Value = (object?)traceParent ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return (long?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private async Task<long?> FindLiveAsync(int repositoryId, IndexJobSettings settings, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select job_id from jobs where repository_id = $1 and kind = 'index' and settings_hash = $2 and state in ('queued', 'running')");
        command.Parameters.Add(new() { Value = repositoryId });
        command.Parameters.Add(new() { Value = settings.Hash() });
        return (long?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
