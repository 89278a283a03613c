using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Data.Wikis;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Opens wikis for callers who can read their repositories.</summary>
internal sealed class WikiAccess(WikiStore wikis, RepositoryStore repositories, SavedWikiStore visibility, RepositoryLookup lookup)
{
    /// <exception cref="DeepWikiException">
    /// <see cref="ErrorCode.NotFound"/> also for a wiki that is not for this caller: it is as if it were not there.
    /// </exception>
    public async Task<OpenedWiki> OpenAsync(string id, Secret? token, CancellationToken cancellationToken)
    {
        if (await wikis.FindAsync(id, cancellationToken) is not { } wiki
            || await repositories.FindAsync(wiki.Identity.RepositoryId, cancellationToken) is not { } repository)
        {
            throw new DeepWikiException(
                ErrorCode.NotFound,
                $"There is no such wiki, or it is not for you. For a private repository send a token that can read it as {RepositoryToken.Header}.");
        }

        // What anybody was seen to read in the last day is shown though the host may be away.
        if (repository.Visibility == RepositoryVisibility.Public
            && await visibility.IsPublicAsync(new WikiPlace(repository.Host, repository.Path), cancellationToken))
        {
            return new OpenedWiki(wiki, repository, RepositoryAddress.Parse(repository.Address, repository.Kind));
        }

        var (_, address) = await lookup.OpenAsync(repository.PublicId, token, cancellationToken);
        await lookup.ProveAsync(repository, address, wiki.Identity.Ref, token, cancellationToken);
        return new OpenedWiki(wiki, repository, address);
    }
}
