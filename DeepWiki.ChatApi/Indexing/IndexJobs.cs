using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Indexing;

/// <summary>Queues the job of an index and waits for its end.</summary>
internal sealed class IndexJobs(JobQueue jobs, JobSignals signals, SealedCredentialStore handOver, EncryptionKeyStore keys, TimeProvider time)
{
    // A notification can be lost; a question that waits for an index notices this late by a second at most.
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Queues the job or joins the one under way.</summary>
    public async Task<long> QueueAsync(WantedIndex wanted, Secret? token, CancellationToken cancellationToken)
    {
        var key = await keys.ReadAsync(cancellationToken);
        var origin = new JobOrigin(token is not null, Activity.Current?.Id)
        {
            Caller = wanted.Caller is null ? null : HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(wanted.Caller)),
        };
        var job = await jobs.EnqueueAsync(wanted.Key.RepositoryId, wanted.Settings, origin, cancellationToken);
        Activity.Current?.SetTag(Tags.JobId, job.JobId);

        // A job under way has its token; another would lie there until it expires.
        if (token is not null && job.IsWaiting)
        {
            await handOver.LeaveAsync(job.JobId, token, key, cancellationToken);
        }

        return job.JobId;
    }

    /// <summary>Queues the job or joins the one under way, and returns when it has succeeded.</summary>
    /// <param name="wanted">The index to build.</param>
    /// <param name="token">The caller's own, for the fetch; null for none.</param>
    /// <param name="limit">Limit of the whole wait.</param>
    /// <param name="watch">Told how the job goes on; null when nobody asks.</param>
    /// <param name="cancellationToken">Ends the wait, not the job.</param>
    /// <exception cref="DeepWikiException">The job failed, or did not end within <paramref name="limit"/>.</exception>
    public async Task RunAsync(WantedIndex wanted, Secret? token, TimeSpan limit, Action<JobStatus>? watch, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var jobId = await QueueAsync(wanted, token, cancellationToken);
        while (true)
        {
            var status = await LookAsync(jobId, cancellationToken);
            switch (status?.State)
            {
                case JobState.Succeeded:
                    return;
                case JobState.Failed:
                    throw status.Error ?? new DeepWikiException(ErrorCode.IndexFailed, "The repository could not be indexed.");
                case JobState.Cancelled or null:
                    throw new DeepWikiException(ErrorCode.IndexFailed, "Indexing was cancelled.");
            }

            watch?.Invoke(status);
            if (time.GetElapsedTime(start) >= limit)
            {
                throw new DeepWikiException(ErrorCode.IndexNotReady, "The repository is still being indexed.");
            }

            await signals.WaitAsync(Poll, cancellationToken);
        }
    }

    // Once a second for each question that waits: as spans they would bury the rest of its trace.
    private async Task<JobStatus?> LookAsync(long jobId, CancellationToken cancellationToken)
    {
        using var untraced = SuppressTracingScope.Begin();
        return await jobs.FindAsync(jobId, cancellationToken);
    }
}
