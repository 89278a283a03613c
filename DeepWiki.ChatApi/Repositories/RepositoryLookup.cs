using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>Opens a repository by its id, for callers who were seen to be able to read it.</summary>
internal sealed class RepositoryLookup(RepositoryStore repositories, RepositoryAccess access)
{
    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.NotFound"/> also for a repository that is not for this caller: it is as if it had never been seen.
    /// </exception>
    public async Task<(StoredRepository Repository, RepositoryAddress Address)> OpenAsync(string id, Secret? token, CancellationToken cancellationToken)
    {
        var repository = await repositories.FindByPublicIdAsync(id, cancellationToken) ?? throw Unknown();
        var address = RepositoryAddress.Parse(repository.Address, repository.Kind);
        await ProveNamedAsync(repository, address, reference: null, token, cancellationToken);
        return (repository, address);
    }

    /// <summary>Sees that the caller can read a branch or tag too: hosts can give rights to each. Of a commit no host tells more than of the head.</summary>
    public Task ProveAsync(StoredRepository repository, RepositoryAddress address, string reference, Secret? token, CancellationToken cancellationToken) =>
        reference.Length == 0 || ReferenceName.IsCommit(reference)
            ? Task.CompletedTask
            : ProveNamedAsync(repository, address, reference, token, cancellationToken);

    private async Task ProveNamedAsync(
        StoredRepository repository, RepositoryAddress address, string? reference, Secret? token, CancellationToken cancellationToken)
    {
        try
        {
            await access.ProveAsync(address, reference, token, cancellationToken);
        }
        catch (DeepWikiException error) when (repository.Visibility != RepositoryVisibility.Public || IsRefusal(error.Code))
        {
            throw Unknown();
        }
    }

    // Of a repository that anybody could read the host's failure may be told.
    private static bool IsRefusal(ErrorCode code) =>
        code is ErrorCode.RepositoryAccessDenied or ErrorCode.RepositoryNotFound or ErrorCode.DirectoryNotFound;

    private static DeepWikiException Unknown() =>
        new(
            ErrorCode.NotFound,
            $"There is no such repository, or it is not for you. For a private one send a token that can read it as {RepositoryToken.Header}.");
}
