using System.Collections.Concurrent;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Indexer.Files;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Storage;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.Indexer.Pipeline;

/// <summary>Brings the objects of a repository within reach: fetched into a kept bare directory, or read where they are.</summary>
internal sealed class RepositoryFetcher(
    GitClient git, RepositorySources sources, WorkRoot work, TokenHandOver handOver, SealingKeyStore keys, TimeProvider time)
{
    // The token is left just after the job is queued, so an eager worker may be there first.
    private static readonly TimeSpan TokenPause = TimeSpan.FromMilliseconds(100);
    private const int TokenAttempts = 50;

    private readonly ConcurrentDictionary<int, SemaphoreSlim> directories = new();

    /// <summary>Holds the repository's directory until disposed, so that two jobs of one repository do not fetch into it at once.</summary>
    public async Task<IDisposable> EnterAsync(int repositoryId, CancellationToken cancellationToken)
    {
        var gate = directories.GetOrAdd(repositoryId, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        return new Exit(gate);
    }

    /// <exception cref="DeepWikiException">The repository cannot be reached, read or held.</exception>
    public async Task<IFileSource> FetchAsync(
        JobLease job, StoredRepository repository, IProgress<FetchProgress> progress, CancellationToken cancellationToken)
    {
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.JobFetch);
        var address = RepositoryAddress.Parse(repository.Address, repository.Kind);
        activity?.SetTag(Tags.Repository, address.Name);
        if (address.IsLocal)
        {
            return await sources.OpenLocalAsync(address, cancellationToken);
        }

        var token = job.NeedsCredential ? await TakeTokenAsync(job.JobId, cancellationToken) : null;
        var head = await git.ResolveAsync(address, null, token, cancellationToken);
        var directory = work.DirectoryFor($"repository-{repository.Id}");
        return sources.Of(directory, await git.FetchAsync(address, head, directory, token, progress, cancellationToken));
    }

    private async Task<Secret> TakeTokenAsync(long jobId, CancellationToken cancellationToken)
    {
        var key = await keys.ReadAsync(cancellationToken);
        for (var i = 0; i < TokenAttempts; i++)
        {
            if (await handOver.TakeAsync(jobId, key, cancellationToken) is { } token)
            {
                return token;
            }

            await Task.Delay(TokenPause, time, cancellationToken);
        }

        throw new DeepWikiException(ErrorCode.RepositoryAccessDenied, "The token is no longer at hand. Ask again with the token.");
    }

    private sealed class Exit(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
