using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Jobs;

/// <summary>Opens jobs for callers who can read their repositories.</summary>
internal sealed class JobAccess(JobStore jobs, ReadableRepositories readable)
{
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.NotFound"/> also for a job that is not for this caller.</exception>
    public async Task<JobDetails> OpenAsync(string id, Secret? token, CancellationToken cancellationToken)
    {
        if (JobViews.Parse(id) is not { } number || await jobs.FindAsync(number, cancellationToken) is not { } job)
        {
            throw Unknown();
        }

        try
        {
            await readable.OpenAsync(job.Repository, token, cancellationToken);
            return job;
        }
        catch (DeepWikiException error) when (error.Code == ErrorCode.NotFound)
        {
            // Numbers can be guessed: whoever may not see a job does not learn that there is one.
            throw Unknown();
        }
    }

    private static DeepWikiException Unknown() => new(
        ErrorCode.NotFound,
        $"There is no such job, or it is not for you. For a private repository send a token that can read it as {RepositoryToken.Header}.");
}
