using System.Collections.Concurrent;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Storage;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>The proof that a caller may read a repository: with the caller's own token its head is seen, at the host or in the folder.</summary>
internal sealed class RepositoryAccess(
    GitClient git, LocalFolders folders, LocalRepositories local, FolderFingerprint fingerprint, HeadCache heads, SealingKeyStore keys) : IDisposable
{
    // Each child's pipes hold threads; a crowd of children would leave none for anybody else.
    private const int MostChildren = 8;

    private readonly SemaphoreSlim children = new(MostChildren);
    private readonly ConcurrentDictionary<Question, SharedAnswer<string>> asked = new();

    /// <returns>The address to go on with, links of a folder resolved, and the head.</returns>
    /// <exception cref="DeepWikiException">What the address names is forbidden, does not exist, or is not for this caller.</exception>
    public async Task<(RepositoryAddress Address, string Head)> ProveAsync(
        RepositoryAddress address, Secret? token, CancellationToken cancellationToken)
    {
        var resolved = address.IsLocal ? folders.Resolve(address) : address;

        return (resolved, await AskAsync(new Question(resolved, resolved.IsLocal ? null : token), cancellationToken));
    }

    public void Dispose() => children.Dispose();

    // Callers who ask the same at the same time wait for one answer.
    private async Task<string> AskAsync(Question question, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var shared = asked.GetOrAdd(question, _ => new(token => question.Address.IsLocal
                ? OpenAsync(question.Address, token)
                : FindHeadAsync(question.Address, question.Token, token)));
            try
            {
                if (shared.TryJoin())
                {
                    return await shared.WaitAsync(cancellationToken);
                }
            }
            finally
            {
                if (shared.IsOver)
                {
                    asked.TryRemove(new(question, shared));
                }
            }
        }
    }

    private async Task<string> OpenAsync(RepositoryAddress address, CancellationToken cancellationToken)
    {
        await children.WaitAsync(cancellationToken);
        try
        {
            // A resolved local address always has a folder.
            var commit = await local.OpenAsync(address, null, cancellationToken) is { } opened
                ? opened.Commit
                : await fingerprint.ComputeAsync(address.Folder!, cancellationToken);
            return commit.ToString();
        }
        finally
        {
            children.Release();
        }
    }

    private async Task<string> FindHeadAsync(RepositoryAddress address, Secret? token, CancellationToken cancellationToken)
    {
        var key = await keys.ReadAsync(cancellationToken);
        if (await heads.FindAsync(address.Identity, token, key, cancellationToken) is { } remembered)
        {
            return remembered;
        }

        await children.WaitAsync(cancellationToken);
        try
        {
            var head = (await git.ResolveAsync(address, null, token, cancellationToken)).Commit.ToString();
            await heads.RememberAsync(address.Identity, token, key, head, cancellationToken);
            return head;
        }
        finally
        {
            children.Release();
        }
    }

    private sealed record Question(RepositoryAddress Address, Secret? Token);
}
