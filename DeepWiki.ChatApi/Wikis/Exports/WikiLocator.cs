using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Wikis.Exports;

/// <summary>Finds wikis by the place of their repository, as addresses for people and programs name it.</summary>
internal sealed class WikiLocator(RepositoryStore repositories, WikiStore wikis, WikiAccess access)
{
    /// <summary>The host under which local folders are addressed.</summary>
    public const string LocalHost = "local";

    /// <summary>The wiki of a repository: that of the default branch before others, one that is published, the comprehensive one, the newest.</summary>
    /// <param name="host">Host, with the port if it is not the scheme's own; <see cref="LocalHost"/> for folders.</param>
    /// <param name="path">Path at the host, or the folder without its first slash.</param>
    /// <param name="language">Code of the language; null for any.</param>
    /// <param name="token">The caller's own.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.NotFound"/> when there is none, or it is not for this caller.</exception>
    public async Task<OpenedWiki> OpenAsync(string host, string path, string? language, Secret? token, CancellationToken cancellationToken)
    {
        var (storedHost, storedPath) = host == LocalHost ? ("", "/" + path.TrimStart('/')) : (host.ToLowerInvariant(), path);
        var repository = await repositories.FindByPlaceAsync(storedHost, storedPath, cancellationToken)
            ?? (host == LocalHost ? null : await repositories.FindByPlaceAsync(storedHost, storedPath.ToLowerInvariant(), cancellationToken));
        var known = repository is null ? [] : await wikis.FindOfAsync(repository.Id, cancellationToken);
        var best = known.Where(wiki => language is null || wiki.Identity.Language == language)
            .OrderBy(wiki => wiki.Identity.Ref.Length > 0).ThenBy(wiki => wiki.ActiveGeneration is null).ThenByDescending(wiki => wiki.Identity.Detail)
            .ThenByDescending(wiki => wiki.UpdatedAt).FirstOrDefault();
        try
        {
            return best is null ? throw Unknown() : await access.OpenAsync(best.PublicId, token, cancellationToken);
        }
        catch (DeepWikiException error) when (error.Code == ErrorCode.NotFound)
        {
            // In the same words: names can be guessed.
            throw Unknown();
        }
    }

    /// <summary>Path of the texts and pages of a repository's wiki, such as <c>/w/github.com/owner/name/-/</c>.</summary>
    public static string PathOf(RepositoryAddress address)
    {
        var (host, path) = address.IsLocal ? (LocalHost, address.Path.TrimStart('/')) : (address.Authority, address.Path);
        return $"/w/{host}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}/-/";
    }

    private static DeepWikiException Unknown() => new(
        ErrorCode.NotFound,
        $"There is no such wiki, or it is not for you. For a private repository send a token that can read it as {RepositoryToken.Header}.");
}
