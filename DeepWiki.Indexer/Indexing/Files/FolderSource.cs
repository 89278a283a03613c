using System.Runtime.CompilerServices;
using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>A local folder that is no repository, in the state it had when it was opened.</summary>
internal sealed class FolderSource(FolderFiles files, string folder, ObjectId fingerprint) : IFileSource
{
    /// <summary>The fingerprint, in the place of a commit.</summary>
    public ObjectId Commit => fingerprint;

    public IAsyncEnumerable<TreeEntry> ListAsync(CancellationToken cancellationToken) => files.ListAsync(folder, cancellationToken);

    public async IAsyncEnumerable<FileContent> ReadAsync(
        IAsyncEnumerable<TreeEntry> entries, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            yield return new FileContent(entry, await files.ReadAsync(folder, entry, cancellationToken));
        }
    }
}
