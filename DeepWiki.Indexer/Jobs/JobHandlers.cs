using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Indexer.Indexing;
using DeepWiki.Indexer.Indexing.Pipeline;
using DeepWiki.Indexer.Wikis;

namespace DeepWiki.Indexer.Jobs;

/// <summary>Gives each job to the handler of its kind.</summary>
internal sealed class JobHandlers(IndexPipeline pipeline, WikiJobHandler wikis, WikiFollower follower, JobLeases leases, EventLog events)
{
    /// <summary>Does the job.</summary>
    /// <returns>Report of an index job; null for any other.</returns>
    public async Task<JobReport?> RunAsync(JobLease job, IndexingCounters counters, CancellationToken cancellationToken)
    {
        var progress = new JobProgress(leases, job, events, cancellationToken);
        if (job.Wiki is null)
        {
            return await pipeline.RunAsync(job, counters, progress, cancellationToken);
        }

        await wikis.RunAsync(job, progress, cancellationToken);
        return null;
    }

    /// <summary>Does what the end of a job that succeeded makes due.</summary>
    public Task FollowAsync(JobLease job, JobReport? report, CancellationToken cancellationToken) =>
        report is null ? Task.CompletedTask : follower.FollowAsync(job, report.Commit, cancellationToken);
}
