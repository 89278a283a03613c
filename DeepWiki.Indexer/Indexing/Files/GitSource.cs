using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>The tree of a commit, read from a repository's objects without a checkout.</summary>
internal sealed class GitSource(GitObjects objects, string gitDirectory, ObjectId commit) : IFileSource
{
    public ObjectId Commit => commit;

    public IAsyncEnumerable<TreeEntry> ListAsync(CancellationToken cancellationToken) => objects.ListTreeAsync(gitDirectory, commit, cancellationToken);

    public async IAsyncEnumerable<FileContent> ReadAsync(
        IAsyncEnumerable<TreeEntry> entries, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Git answers in the order of the requests, which are sent as fast as it takes them.
        var asked = new ConcurrentQueue<TreeEntry>();
        var requests = entries.Select(entry =>
        {
            asked.Enqueue(entry);
            return new BlobRequest(entry.Id, (int)entry.Size);
        });
        await foreach (var blob in objects.ReadBlobsAsync(gitDirectory, requests, cancellationToken))
        {
            if (asked.TryDequeue(out var entry))
            {
                yield return new FileContent(entry, blob.Content);
            }
        }
    }
}
