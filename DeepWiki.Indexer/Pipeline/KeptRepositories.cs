using System.Collections.Concurrent;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;

namespace DeepWiki.Indexer.Pipeline;

/// <summary>The bare directories of this worker, one a repository, kept so that a later fetch brings only what is new.</summary>
internal sealed class KeptRepositories(WorkRoot work, GitObjects objects)
{
    private readonly ConcurrentDictionary<int, SemaphoreSlim> gates = new();

    /// <summary>Holds the repository's directory until disposed, so that two jobs of one repository do not fetch into it at once.</summary>
    public async Task<IDisposable> EnterAsync(int repositoryId, CancellationToken cancellationToken)
    {
        var gate = gates.GetOrAdd(repositoryId, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        return new Exit(gate);
    }

    public string DirectoryOf(int repositoryId) => work.DirectoryFor(KeyOf(repositoryId));

    /// <summary>The commit of these bytes, if the repository's directory still has it.</summary>
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

    private sealed class Exit(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
