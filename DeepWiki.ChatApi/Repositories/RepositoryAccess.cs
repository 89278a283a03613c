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
    GitClient git, LocalFolders folders, LocalRepositories local, HeadCache heads, SealingKeyStore keys) : IDisposable
{
    // Each child's pipes hold threads; a crowd of children would leave none for anybody else.
    private const int MostChildren = 8;

    private readonly SemaphoreSlim children = new(MostChildren);
    private readonly ConcurrentDictionary<Question, Lazy<Task<string>>> asked = new();

    /// <returns>The address to go on with, links of a folder resolved, and the head.</returns>
    /// <exception cref="DeepWikiException">What the address names is forbidden, does not exist, or is not for this caller.</exception>
    public async Task<(RepositoryAddress Address, string Head)> ProveAsync(
        RepositoryAddress address, Secret? token, CancellationToken cancellationToken)
    {
        var resolved = address.IsLocal ? folders.Resolve(address) : address;

        // Callers who ask the same at the same time wait for one answer, which belongs to none of them: a leaving one must not end it.
        var question = new Question(resolved, resolved.IsLocal ? null : token);
        var answer = asked.GetOrAdd(question, _ => new(() => AskAsync(question)));
        return (resolved, await answer.Value.WaitAsync(cancellationToken));
    }

    public void Dispose() => children.Dispose();

    private async Task<string> AskAsync(Question question)
    {
        try
        {
            return question.Address.IsLocal ? await OpenAsync(question.Address) : await FindHeadAsync(question.Address, question.Token);
        }
        finally
        {
            asked.TryRemove(question, out _);
        }
    }

    private async Task<string> OpenAsync(RepositoryAddress address)
    {
        await children.WaitAsync(CancellationToken.None);
        try
        {
            return await local.OpenAsync(address, null, CancellationToken.None) is { } opened
                ? opened.Commit.ToString()
                : throw new DeepWikiException(ErrorCode.IndexFailed, "The folder is not a Git repository.");
        }
        finally
        {
            children.Release();
        }
    }

    private async Task<string> FindHeadAsync(RepositoryAddress address, Secret? token)
    {
        var key = await keys.ReadAsync(CancellationToken.None);
        if (await heads.FindAsync(address.Identity, token, key, CancellationToken.None) is { } remembered)
        {
            return remembered;
        }

        await children.WaitAsync(CancellationToken.None);
        try
        {
            var head = (await git.ResolveAsync(address, null, token, CancellationToken.None)).Commit.ToString();
            await heads.RememberAsync(address.Identity, token, key, head, CancellationToken.None);
            return head;
        }
        finally
        {
            children.Release();
        }
    }

    private sealed record Question(RepositoryAddress Address, Secret? Token);
}
