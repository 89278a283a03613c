using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using DeepWiki.Core.Git;

namespace DeepWiki.Indexer.Files;

/// <summary>A local folder that is no repository, in the state it had when it was opened.</summary>
internal sealed class FolderSource : IFileSource
{
    private readonly FolderFiles files;
    private readonly string folder;

    private FolderSource(FolderFiles files, string folder, ObjectId commit) => (this.files, this.folder, Commit) = (files, folder, commit);

    /// <summary>A hash over the paths and contents, in the place of a commit: equal states have equal ids.</summary>
    public ObjectId Commit { get; }

    public static async Task<FolderSource> OpenAsync(FolderFiles files, string folder, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        await foreach (var entry in files.ListAsync(folder, cancellationToken))
        {
            hash.AppendData(entry.Path.Bytes);
            hash.AppendData([0, (byte)entry.Mode]);
            hash.AppendData(entry.Id.ToArray());
        }

        return new FolderSource(files, folder, ObjectId.FromBytes(hash.GetHashAndReset()));
    }

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
