using System.Diagnostics;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Telemetry;
using DeepWiki.Indexer.Indexing.Files;

namespace DeepWiki.Indexer.Indexing.Fetch;

/// <summary>Brings the objects of a repository within reach: fetched into a kept bare directory, or read where they are.</summary>
internal sealed class RepositoryFetcher(GitClient git, RepositorySources sources, RepositoryCloneCache kept, JobTokens tokens, JobLeases leases)
{
    /// <summary>Holds the repository's directory until disposed.</summary>
    public Task<IDisposable> EnterAsync(int repositoryId, CancellationToken cancellationToken) => kept.EnterAsync(repositoryId, cancellationToken);

    /// <exception cref="DeepWikiException">The repository cannot be reached, read or held.</exception>
    public Task<IFileSource> FetchAsync(
        JobLease job, StoredRepository repository, IProgress<FetchProgress> progress, CancellationToken cancellationToken) =>
        DeepWikiTelemetry.TraceAsync(Spans.JobFetch, activity => FetchAsync(job, repository, activity, progress, cancellationToken));

    private async Task<IFileSource> FetchAsync(
        JobLease job, StoredRepository repository, Activity? activity, IProgress<FetchProgress> progress, CancellationToken cancellationToken)
    {
        var address = RepositoryAddress.Parse(repository.Address, repository.Kind);
        activity?.SetTag(Tags.Repository, address.Name);
        if (address.IsLocal)
        {
            return await sources.OpenLocalAsync(address, job.Settings.Ref, cancellationToken);
        }

        // The token of the earlier run is spent. What it fetched is what the job was asked for.
        var directory = kept.DirectoryOf(repository.Id);
        if (job is { NeedsCredential: true, FetchedCommit: { } earlier }
            && await kept.FindAsync(repository.Id, earlier, cancellationToken) is { } found)
        {
            return sources.Open(directory, found);
        }

        var token = job.NeedsCredential ? await tokens.TakeAsync(job.JobId, cancellationToken) : null;
        var head = await git.ResolveAsync(address, job.Settings.Ref, token, cancellationToken);
        var commit = await git.FetchAsync(address, head, directory, token, progress, cancellationToken);
        if (job.Settings.Ref is { } wanted && ReferenceName.IsCommit(wanted) && wanted != commit.ToString())
        {
            throw new DeepWikiException(ErrorCode.RepositoryNotFound, "The id is not that of a commit.");
        }

        kept.Trim();
        await leases.RememberFetchAsync(job, commit.ToArray(), cancellationToken);
        return sources.Open(directory, commit);
    }
}
