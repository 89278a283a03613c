using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.Core.Repositories;

/// <summary>The folders of this machine that may be read as repositories: those below a configured root, links resolved on both sides.</summary>
public sealed class LocalFolders(IOptions<RepositoriesOptions> options)
{
    // As many as Linux follows before it gives up.
    private const int MaxLinks = 40;

    /// <summary>The address with every link in its folder resolved; open it by that path only.</summary>
    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.DirectoryNotFound"/>, for missing folders and those outside alike.
    /// </exception>
    public RepositoryAddress Resolve(RepositoryAddress address)
    {
        if (address.Folder is { } folder
            && RealPath(folder) is { } path
            && Directory.Exists(path)
            && options.Value.LocalRoots.Select(RealPath).Any(root => root is not null && IsBelow(path, root)))
        {
            return RepositoryAddress.ForFolder(path);
        }

        throw new DeepWikiException(ErrorCode.DirectoryNotFound, "Directory not found");
    }

    // The separator counts: without it a root "repo" would admit "repo-evil".
    private static bool IsBelow(string path, string root) =>
        path == root || path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string? RealPath(string path)
    {
        if (!Path.IsPathFullyQualified(path))
        {
            return null;
        }

        try
        {
            var links = 0;
            var full = Path.GetFullPath(path);
            var resolved = Path.GetPathRoot(full) ?? "/";
            var pending = new Stack<string>(full[resolved.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse());
            while (pending.TryPop(out var part))
            {
                var next = part == ".." ? Path.GetDirectoryName(resolved) ?? resolved : Path.Combine(resolved, part);
                if (new DirectoryInfo(next).LinkTarget is not { } target)
                {
                    resolved = next;
                    continue;
                }

                if (++links > MaxLinks)
                {
                    return null;
                }

                // Parts are taken one by one: a link's ".." counts from where the link leads, not from where it is named.
                resolved = Path.IsPathFullyQualified(target) ? Path.GetPathRoot(target) ?? resolved : resolved;
                foreach (var step in target.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Where(step => step != ".").Reverse())
                {
                    pending.Push(step);
                }
            }

            return Path.TrimEndingDirectorySeparator(resolved);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
