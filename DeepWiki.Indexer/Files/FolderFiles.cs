using System.Runtime.CompilerServices;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using Microsoft.Extensions.Options;

namespace DeepWiki.Indexer.Files;

/// <summary>
/// Reads a local folder that is no repository as if it were the tree of a commit: the same entries, the same ids, the same limits.
/// No link is followed.
/// </summary>
internal sealed class FolderFiles(IOptions<GitOptions> options, FileLimits limits)
{
    private const int MaxDepth = 256;
    private const int MaxPath = 4096;

    private static readonly ObjectId Unread = ObjectId.FromBytes(new byte[20]);

    /// <summary>All files and links below a folder, ordered by path. What is too large has a zero id: it was not read.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.RepositoryTooLarge"/> as soon as a limit is passed.</exception>
    public async IAsyncEnumerable<TreeEntry> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = 0;
        var nameBytes = 0L;
        var pending = new Stack<(DirectoryInfo Folder, string Prefix, int Depth)>();
        pending.Push((new DirectoryInfo(folder), "", 0));
        while (pending.TryPop(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var folders = new List<(DirectoryInfo, string, int)>();
            foreach (var item in List(next.Folder))
            {
                var path = new TreePath(next.Prefix + item.Name);
                nameBytes += path.Bytes.Length;
                if (++entries > options.Value.MaxTreeEntries || nameBytes > options.Value.MaxNameBytes)
                {
                    throw new DeepWikiException(ErrorCode.RepositoryTooLarge, "The folder has more files than the server accepts.");
                }

                var isLink = item.Attributes.HasFlag(FileAttributes.ReparsePoint);
                if (item is DirectoryInfo below && !isLink)
                {
                    if (below.Name != ".git" && next.Depth < MaxDepth && path.Bytes.Length <= MaxPath)
                    {
                        folders.Add((below, next.Prefix + item.Name + "/", next.Depth + 1));
                    }
                }
                else
                {
                    yield return isLink ? new TreeEntry(path, EntryMode.Symlink, Unread, 0) : await EntryAsync((FileInfo)item, path, cancellationToken);
                }
            }

            folders.Reverse();
            folders.ForEach(pending.Push);
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

    private static IEnumerable<FileSystemInfo> List(DirectoryInfo folder)
    {
        try
        {
            return folder.GetFileSystemInfos().OrderBy(item => item.Name, StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return [];
        }
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
