using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>Reads the address of a request by all of its rules, before any work is done for it.</summary>
internal sealed class RequestedAddresses(RepositoryStore repositories, LocalFolders folders, EgressPolicy egress)
{
    /// <summary>The address, links of a folder resolved.</summary>
    /// <exception cref="DeepWikiException">It breaks a rule, or its host or folder is not allowed.</exception>
    public async Task<RepositoryAddress> ReadAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var address = await ParseAsync(request, cancellationToken);
        if (address.IsLocal)
        {
            return folders.Resolve(address);
        }

        await egress.AdmitAsync(address, cancellationToken);
        return address;
    }

    private async Task<RepositoryAddress> ParseAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var kind = KindOf(request.Type);
        var address = RepositoryAddress.Parse(request.RepositoryUrl, kind);
        if (!address.IsPlaceholder)
        {
            return address;
        }

        // The published client sends http://example/OWNER/NAME when it has lost the address.
        var known = await repositories.FindByPathAsync(kind, address.Path, cancellationToken);
        return known.Where(repository => IsMeant(repository, request.Token is not null)).Take(2).ToList() is [var only]
            ? RepositoryAddress.Parse(only.Address, only.Kind)
            : throw new DeepWikiException(ErrorCode.RepositoryInvalid, "The address is a placeholder, and no known repository has this owner and name.");
    }

    // Anybody can make a repository of that name known, on a host of his own: no token goes there, and no name is confirmed that not all may know.
    private bool IsMeant(StoredRepository repository, bool hasToken) =>
        hasToken
            ? repository.Host == OwnHost(repository.Kind) || egress.IsListed(RepositoryAddress.Parse(repository.Address, repository.Kind))
            : repository.Visibility == RepositoryVisibility.Public;

    private static string? OwnHost(RepositoryKind kind) => kind switch
    {
        RepositoryKind.GitHub => "github.com",
        RepositoryKind.GitLab => "gitlab.com",
        RepositoryKind.Bitbucket => "bitbucket.org",
        _ => null,
    };

    private static RepositoryKind KindOf(string type) => type switch
    {
        "github" => RepositoryKind.GitHub,
        "gitlab" => RepositoryKind.GitLab,
        "bitbucket" => RepositoryKind.Bitbucket,
        "local" => RepositoryKind.Local,
        _ => RepositoryKind.Git,
    };
}
