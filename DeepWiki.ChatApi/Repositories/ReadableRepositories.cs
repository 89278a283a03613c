using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Data.Wikis;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>Opens repositories for what was made from them: shown though the host may be away, if anybody was seen to read it in the last day.</summary>
internal sealed class ReadableRepositories(RepositoryStore repositories, SavedWikiStore visibility, RepositoryLookup lookup)
{
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.NotFound"/> also for a repository that is not for this caller.</exception>
    public async Task<(StoredRepository Repository, RepositoryAddress Address)> OpenAsync(string id, Secret? token, CancellationToken cancellationToken) =>
        await repositories.FindByPublicIdAsync(id, cancellationToken) is { Visibility: RepositoryVisibility.Public } repository
        && await visibility.IsPublicAsync(new WikiPlace(repository.Host, repository.Path), cancellationToken)
            ? (repository, RepositoryAddress.Parse(repository.Address, repository.Kind))
            : await lookup.OpenAsync(id, token, cancellationToken);
}
