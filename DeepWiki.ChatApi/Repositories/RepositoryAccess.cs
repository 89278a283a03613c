using System.Collections.Concurrent;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>The proof that a caller may read a repository: with the caller's own token its head is seen, at the host or in the folder.</summary>
internal sealed class RepositoryAccess(
    RemoteHeadResolver hosts, LocalFolders folders, LocalRepositories local, FolderFingerprint fingerprint, HeadCache heads, EncryptionKeyStore keys
) : IDisposable
{
    // Each child's pipes hold threads; too many children would leave none for other requests.
    private const int MaxChildren = 8;

    private readonly SemaphoreSlim children = new(MaxChildren);
    private readonly ConcurrentDictionary<Question, SingleFlight<string>> asked = new();

    /// <param name="address">Address that the caller named.</param>
    /// <param name="reference">A branch, tag or commit of it; null for the head of the default branch.</param>
    /// <param name="token">The caller's own.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <returns>The address to go on with, links of a folder resolved, and the commit that is meant.</returns>
    /// <exception cref="DeepWikiException">What the address names is forbidden, does not exist, or is not for this caller.</exception>
    public async Task<(RepositoryAddress Address, string Head)> ProveAsync(
        RepositoryAddress address, string? reference, Secret? token, CancellationToken cancellationToken)
    {
        var resolved = address.IsLocal ? folders.Resolve(address) : address;
        if (!resolved.IsLocal && reference is not null && ReferenceName.IsCommit(reference))
        {
            // A host lists no commits: that the caller sees the repository is all that can be proved before the fetch.
            await AskAsync(new Question(resolved, null, token), cancellationToken);
            return (resolved, reference.ToLowerInvariant());
        }

        return (resolved, await AskAsync(new Question(resolved, reference, resolved.IsLocal ? null : token), cancellationToken));
    }

    public void Dispose() => children.Dispose();

    // Callers who ask the same at the same time wait for one answer.
    private async Task<string> AskAsync(Question question, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var shared = asked.GetOrAdd(question, _ => new(token => question.Address.IsLocal
                ? OpenAsync(question, token)
                : FindHeadAsync(question, token)));
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

    private async Task<string> OpenAsync(Question question, CancellationToken cancellationToken)
    {
        await children.WaitAsync(cancellationToken);
        try
        {
            if (await local.OpenAsync(question.Address, question.Reference, cancellationToken) is { } opened)
            {
                return opened.Commit.ToString();
            }

            // A resolved local address always has a folder.
            return question.Reference is null
                ? (await fingerprint.ComputeAsync(question.Address.Folder!, cancellationToken)).ToString()
                : throw new DeepWikiException(ErrorCode.RepositoryNotFound, "The folder is no Git repository: it has no branches, tags or commits.");
        }
        finally
        {
            children.Release();
        }
    }

    private async Task<string> FindHeadAsync(Question question, CancellationToken cancellationToken)
    {
        var (address, reference, token) = question;
        var identity = reference is null ? address.Identity : $"{address.Identity}\n{reference}";
        var key = await keys.ReadAsync(cancellationToken);
        if (await heads.FindAsync(identity, token, key, cancellationToken) is { } remembered)
        {
            return remembered;
        }

        await children.WaitAsync(cancellationToken);
        try
        {
            var head = await hosts.FindAsync(address, reference, token, cancellationToken);
            await heads.RememberAsync(identity, token, key, head, cancellationToken);
            return head;
        }
        finally
        {
            children.Release();
        }
    }

    private sealed record Question(RepositoryAddress Address, string? Reference, Secret? Token);
}
