using DeepWiki.ChatApi.Wikis;
using DeepWiki.ChatApi.Wikis.Bodies;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Jobs;

/// <summary>Tries a job again: an index job where it stopped, a job of a wiki as a retry of that wiki.</summary>
internal sealed class JobRetry(JobStore jobs, WikiAccess wikis, WikiStarter starter, SealedCredentialStore handOver, EncryptionKeyStore keys)
{
    /// <summary>The job that is queued.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Conflict"/> when there is nothing to try again.</exception>
    public async Task<long> RunAsync(JobDetails job, Secret? token, string? caller, CancellationToken cancellationToken)
    {
        if (job.State is not (JobState.Failed or JobState.Cancelled))
        {
            throw Conflict("Only a job that failed or was cancelled can be tried again.");
        }

        if (job.Wiki is { } id)
        {
            var wiki = await wikis.OpenAsync(id, token, cancellationToken);
            return (await starter.RetryAsync(wiki, new RefreshBody(), token, caller, cancellationToken)).JobId;
        }

        // Its worker takes the token as soon as it is queued. Without one a private repository cannot be fetched.
        if (token is not null)
        {
            await handOver.LeaveAsync(job.Id, token, await keys.ReadAsync(cancellationToken), cancellationToken);
        }

        return await jobs.RetryAsync(job.Id, token is not null, cancellationToken)
            ? job.Id
            : throw Conflict("The job cannot be tried again: an equal one is under way, or it is so itself.");
    }

    private static DeepWikiException Conflict(string reason) => new(ErrorCode.Conflict, reason);
}
