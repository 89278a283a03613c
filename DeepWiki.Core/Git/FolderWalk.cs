using DeepWiki.Core.Errors;
using DeepWiki.Core.Git.Objects;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Git;

/// <summary>Walks a local folder that is no repository within the limits of a tree. No link is followed, and nothing is read.</summary>
public sealed class FolderWalk(IOptions<GitOptions> options)
{
    private const int MaxDepth = 256;
    private const int MaxPath = 4096;

    /// <summary>All files and links below a folder, in a fixed order.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.RepositoryTooLarge"/> as soon as a limit is passed.</exception>
    public IEnumerable<FolderItem> List(string folder, CancellationToken cancellationToken) => List(folder, _ => true, cancellationToken);

    /// <summary>The same, without what lies in folders whose name is not to be entered. Git's own is never entered.</summary>
    public IEnumerable<FolderItem> List(string folder, Func<string, bool> enters, CancellationToken cancellationToken)
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

                if (item.Attributes.HasFlag(FileAttributes.ReparsePoint))
                {
                    yield return new FolderItem(path, null);
                }
                else if (item is FileInfo file)
                {
                    yield return new FolderItem(path, file);
                }
                else if (item is DirectoryInfo below && below.Name != ".git" && enters(below.Name) && next.Depth < MaxDepth && path.Bytes.Length <= MaxPath)
                {
                    folders.Add((below, next.Prefix + item.Name + "/", next.Depth + 1));
                }
            }

            folders.Reverse();
            folders.ForEach(pending.Push);
        }
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
}
