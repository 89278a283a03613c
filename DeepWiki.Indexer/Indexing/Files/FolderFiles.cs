using System.Runtime.CompilerServices;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Indexer.Indexing.Files;

/// <summary>
/// Reads a local folder that is no repository as if it were the tree of a commit: the same entries, the same ids, the same limits.
/// No link is followed.
/// </summary>
internal sealed class FolderFiles(FolderWalk walk, FileLimits limits)
{
    private static readonly ObjectId Unread = ObjectId.FromBytes(new byte[20]);

    /// <summary>All files and links below a folder, in a fixed order. What is too large has a zero id: it was not read.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.RepositoryTooLarge"/> as soon as a limit is passed.</exception>
    public async IAsyncEnumerable<TreeEntry> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in walk.List(folder, cancellationToken))
        {
            yield return item.File is { } file
                ? await EntryAsync(file, item.Path, cancellationToken)
                : new TreeEntry(item.Path, EntryMode.Symlink, Unread, 0);
        }
    }

    /// <summary>The content an entry was listed with; null when the file is gone or another by now.</summary>
    public async Task<byte[]?> ReadAsync(string folder, TreeEntry entry, CancellationToken cancellationToken)
    {
        var path = entry.Path.Shown;
        if (!entry.Path.IsUtf8 || entry.Size > limits.For(path) || entry.Mode is not (EntryMode.File or EntryMode.Executable))
        {
            return null;
        }

        var content = await ReadAsync(new FileInfo(Path.Combine(folder, path)), cancellationToken);

        return content is not null && ObjectId.ForBlob(content, ObjectFormat.Sha1) == entry.Id ? content : null;
    }

    private async Task<TreeEntry> EntryAsync(FileInfo file, TreePath path, CancellationToken cancellationToken)
    {
        // Pipes, sockets and devices have no length; a pipe would keep its reader for ever.
        var size = file.Exists ? file.Length : 0;
        var content = size > 0 && size <= limits.For(path.Shown) ? await ReadAsync(file, cancellationToken) : null;

        return content is null
            ? new TreeEntry(path, size > 0 && size <= limits.For(path.Shown) ? EntryMode.Other : EntryMode.File, Unread, size)
            : new TreeEntry(path, EntryMode.File, ObjectId.ForBlob(content, ObjectFormat.Sha1), content.Length);
    }

    private async Task<byte[]?> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            if (file.LinkTarget is not null)
            {
                return null;
            }

            await using var stream = file.OpenRead();
            if (stream.Length > limits.For(file.Name))
            {
                return null;
            }

            var content = new byte[stream.Length];
            var read = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);

            return content[..read];
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }
}
