using DeepWiki.Core.Caching;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Storage;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>The proof that a caller may read a repository: with the caller's own token its head is seen, at the host or in the folder.</summary>
internal sealed class RepositoryAccess(
    GitClient git, LocalFolders folders, LocalRepositories local, HeadCache heads, SealingKeyStore keys)
{
    /// <returns>The address to go on with, links of a folder resolved, and the head.</returns>
    /// <exception cref="DeepWikiException">What the address names is forbidden, does not exist, or is not for this caller.</exception>
    public async Task<(RepositoryAddress Address, string Head)> ProveAsync(
        RepositoryAddress address, Secret? token, CancellationToken cancellationToken)
    {
        if (!address.IsLocal)
        {
            return (address, await FindHeadAsync(address, token, cancellationToken));
        }

        var folder = folders.Resolve(address);
        return await local.OpenAsync(folder, null, cancellationToken) is { } opened
            ? (folder, opened.Commit.ToString())
            : throw new DeepWikiException(ErrorCode.IndexFailed, "The folder is not a Git repository.");
    }

    private async Task<string> FindHeadAsync(RepositoryAddress address, Secret? token, CancellationToken cancellationToken)
    {
        var key = await keys.ReadAsync(cancellationToken);
        if (await heads.FindAsync(address.Identity, token, key, cancellationToken) is { } remembered)
        {
            return remembered;
        }

        var head = (await git.ResolveAsync(address, null, token, cancellationToken)).Commit.ToString();
        await heads.RememberAsync(address.Identity, token, key, head, cancellationToken);
        return head;
    }
}
