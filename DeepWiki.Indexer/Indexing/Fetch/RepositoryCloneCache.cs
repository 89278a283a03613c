using System.Collections.Concurrent;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Indexer.Indexing.Fetch;

/// <summary>The bare directories of this worker, one a repository, kept so that a later fetch brings only what is new.</summary>
internal sealed class RepositoryCloneCache(WorkRoot work, GitObjects objects, RepositoryStore repositories)
{
    private readonly ConcurrentDictionary<int, SemaphoreSlim> gates = new();
    private readonly Lock trimming = new();
    private readonly List<string> busy = [];

    /// <summary>Holds the repository's directory until disposed, so that two jobs of one repository do not fetch into it at once.</summary>
    public async Task<IDisposable> EnterAsync(int repositoryId, CancellationToken cancellationToken)
    {
        var gate = gates.GetOrAdd(repositoryId, _ => new SemaphoreSlim(1));
        lock (trimming)
        {
            busy.Add(KeyOf(repositoryId));
        }

        try
        {
            await gate.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Leave(repositoryId);
            throw;
        }

        return new Exit(this, repositoryId, gate);
    }

    /// <summary>Removes the directories of repositories that were deleted, and what a git that was killed left in the rest.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var live = await repositories.ListIdsAsync(cancellationToken);
        lock (trimming)
        {
            work.Sweep(live.Select(KeyOf).Concat(busy).ToHashSet(StringComparer.Ordinal));
        }
    }

    /// <summary>Removes the longest unused directories until the rest fits its limit and the disk, save those a job is in or waits for.</summary>
    public void Trim()
    {
        lock (trimming)
        {
            work.Trim(busy.ToHashSet(StringComparer.Ordinal));
        }
    }

    /// <summary>True when the disk has room for another job, once directories that no job is in have given way.</summary>
    public bool MakeRoom()
    {
        if (work.IsShortOfSpace())
        {
            Trim();
        }

        return !work.IsShortOfSpace();
    }

    public string DirectoryOf(int repositoryId) => work.DirectoryFor(KeyOf(repositoryId));

    /// <summary>The commit of these bytes; null when the repository's directory no longer has it.</summary>
    public async Task<ObjectId?> FindAsync(int repositoryId, byte[] commit, CancellationToken cancellationToken)
    {
        var directory = DirectoryOf(repositoryId);
        if (!Directory.Exists(directory))
        {
            return null;
        }

        try
        {
            return (await objects.ReadCommitAsync(directory, ObjectId.FromBytes(commit), cancellationToken)).Id;
        }
        catch (DeepWikiException)
        {
            // The directory was made anew since.
            return null;
        }
    }

    private static string KeyOf(int repositoryId) => $"repository-{repositoryId}";

    private void Leave(int repositoryId)
    {
        lock (trimming)
        {
            busy.Remove(KeyOf(repositoryId));
        }
    }

    private sealed class Exit(RepositoryCloneCache owner, int repositoryId, SemaphoreSlim gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Release();
            owner.Leave(repositoryId);
        }
    }
}
