using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Jobs;
using Npgsql;

namespace DeepWiki.Indexer.Wikis;

/// <summary>Lets wikis follow their repositories: once a newer commit is indexed, those that do so by themselves are refreshed.</summary>
internal sealed partial class WikiFollower(WikiStore wikis, GenerationStore generations, JobQueue jobs, ILogger<WikiFollower> logger)
{
    /// <summary>Queues what an index job that succeeded makes due; a failure costs the refresh and nothing else.</summary>
    /// <param name="job">The index job.</param>
    /// <param name="commit">The commit that is indexed now, in hexadecimal.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public async Task FollowAsync(JobLease job, string commit, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var wiki in await wikis.FindOfAsync(job.RepositoryId, cancellationToken))
            {
                if (IsDue(wiki, job) && await generations.FindAsync(wiki.Id, wiki.ActiveGeneration ?? 0, cancellationToken) is { } active
                    && active.Plan.Commit != commit)
                {
                    var refresh = new WikiJob(JobKind.Refresh, job.RepositoryId, wiki.Settings, new WikiJobRequest(wiki.Id));
                    await jobs.EnqueueWikiAsync(refresh, waitsFor: null, new JobOrigin(false, job.TraceParent), cancellationToken);
                }
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or Core.Errors.DeepWikiException)
        {
            LogNotQueued(job.RepositoryId, exception.Message);
        }
    }

    private static bool IsDue(StoredWiki wiki, JobLease job) =>
        wiki.Policy == WikiPolicy.Auto && wiki.Identity.Ref == (job.Settings.Ref ?? "")
        && wiki.Settings.FilterHash().AsSpan().SequenceEqual(job.Settings.FilterHash());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refreshes of the wikis of repository {RepositoryId} could not be queued: {Reason}")]
    private partial void LogNotQueued(int repositoryId, string reason);
}
