using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Git;

/// <summary>The private folder in which bare repositories are kept and git finds an empty home.</summary>
public sealed class WorkRoot(IOptions<GitOptions> options)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    internal const string ReaderName = "reader";

    private readonly string root = Path.GetFullPath(options.Value.WorkRoot);

    /// <summary>Folder that git takes for the user's home; stays empty.</summary>
    internal string Home => Path.Combine(root, "home");

    /// <summary>Folder git runs in; stays empty.</summary>
    internal string EmptyFolder => Path.Combine(root, "empty");

    private string Repositories => Path.Combine(root, "repositories");

    /// <summary>The directory of a job or kept repository; <paramref name="key"/> is a number, an id or a hash of ours.</summary>
    public string DirectoryFor(string key)
    {
        if (key.Length is 0 or > 100 || !key.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            throw new ArgumentException("A key is made of letters, digits and hyphens.", nameof(key));
        }

        return Path.Combine(Repositories, key);
    }

    /// <summary>True when the disk has less room left than is to stay free.</summary>
    public bool IsShortOfSpace()
    {
        EnsureExists();
        var disk = new DriveInfo(root);
        return disk.AvailableFreeSpace < Math.Min(disk.TotalSize / 100 * options.Value.MinFreePercent, options.Value.MinFreeBytes);
    }

    /// <summary>Removes the directory of a job or kept repository, if there is one.</summary>
    public void Remove(string key) => Delete(DirectoryFor(key));

    /// <summary>Removes what no live job or kept repository owns, and what an ended git left half done in the rest.</summary>
    /// <param name="liveKeys">Keys whose directories stay.</param>
    public void Sweep(IReadOnlySet<string> liveKeys)
    {
        EnsureExists();
        foreach (var directory in Directory.GetDirectories(Repositories))
        {
            if (liveKeys.Contains(Path.GetFileName(directory)))
            {
                RemoveLeftovers(directory);
            }
            else
            {
                Delete(directory);
            }
        }
    }

    /// <summary>Removes the longest unused directories until the rest fits the quota and the disk is no longer short of space.</summary>
    /// <param name="busyKeys">Keys whose directories stay whatever their age.</param>
    public void Trim(IReadOnlySet<string> busyKeys)
    {
        EnsureExists();
        var directories = Directory.GetDirectories(Repositories)
            .Select(directory => (Path: directory, Bytes: DirectorySize.Measure(directory).Total, Used: Directory.GetLastWriteTimeUtc(directory)))
            .OrderBy(directory => directory.Used)
            .ToList();
        var total = directories.Sum(directory => directory.Bytes);
        foreach (var directory in directories.Where(directory => !busyKeys.Contains(Path.GetFileName(directory.Path))))
        {
            if (total <= options.Value.MaxWorkRootBytes && !IsShortOfSpace())
            {
                return;
            }

            Delete(directory.Path);
            total -= directory.Bytes;
        }
    }

    /// <summary>
    /// The empty repository through which the objects of one of ours are read: without its configuration, which would have git ask the host
    /// for every blob that was left out. Null for a directory that has none, such as one that somebody else owns.
    /// </summary>
    internal string? ReaderOf(string gitDirectory)
    {
        var reader = Path.Combine(gitDirectory, ReaderName);
        return gitDirectory.StartsWith(Repositories + Path.DirectorySeparatorChar, StringComparison.Ordinal) && Directory.Exists(reader) ? reader : null;
    }

    internal void EnsureExists()
    {
        foreach (var folder in (ReadOnlySpan<string>)[root, Home, EmptyFolder, Repositories])
        {
            CreatePrivate(folder);
        }
    }

    internal static void CreatePrivate(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, Private);
        }
    }

    internal static void Delete(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Locks and half-written packs of a git that was killed.</summary>
    internal static void RemoveLeftovers(string gitDirectory)
    {
        var files = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        foreach (var file in Directory.GetFiles(gitDirectory, "*", files))
        {
            var name = Path.GetFileName(file);
            if (name.EndsWith(".lock", StringComparison.Ordinal) || name.StartsWith("tmp_", StringComparison.Ordinal))
            {
                File.Delete(file);
            }
        }
    }
}
