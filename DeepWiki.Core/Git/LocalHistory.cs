using DeepWiki.Core.Repositories;
using LibGit2Sharp;

namespace DeepWiki.Core.Git;

/// <summary>Counts commits of local repositories.</summary>
public sealed class LocalHistory(LocalFolders folders)
{
    private const int MaxCommits = 10_000;

    /// <summary>Commits that one commit has and another has not, at most 10,000.</summary>
    /// <param name="folder">The repository's folder, links resolved.</param>
    /// <param name="from">The earlier commit, in hexadecimal.</param>
    /// <param name="to">The later commit, in hexadecimal.</param>
    /// <returns>Null when the folder is no repository, or has one of the commits no more.</returns>
    public int? Count(string folder, string from, string to)
    {
        try
        {
            using var repository = new Repository(folders.Resolve(RepositoryAddress.ForFolder(folder)).Folder);
            var filter = new CommitFilter { IncludeReachableFrom = to, ExcludeReachableFrom = from, SortBy = CommitSortStrategies.None };
            return repository.Commits.QueryBy(filter).Take(MaxCommits).Count();
        }
        catch (LibGit2SharpException)
        {
            return null;
        }
    }
}
