using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>
/// Asks hosts for heads. Whoever asks without a token also learns whether anybody may read the repository: that is kept, and it is the only
/// reason there is to call one public.
/// </summary>
internal sealed class RemoteHeadResolver(GitClient git, RepositoryStore repositories)
{
    /// <exception cref="DeepWikiException">The host refused, or did not answer as it should.</exception>
    public async Task<string> FindAsync(RepositoryAddress address, string? reference, Secret? token, CancellationToken cancellationToken)
    {
        string head;
        try
        {
            head = (await git.ResolveAsync(address, reference, token, cancellationToken)).Commit.ToString();
        }
        catch (DeepWikiException error) when (token is null && IsHidden(error.Code, reference))
        {
            // Also done for one never seen, so that the two take the same time.
            await repositories.HideAsync(address.Authority, address.HostPath, cancellationToken);
            throw;
        }

        if (token is null)
        {
            await repositories.ConfirmPublicAsync(address.Authority, address.HostPath, cancellationToken);
        }

        return head;
    }

    // Hosts say of a private repository that it is not there; of a public one they say it of a missing branch.
    private static bool IsHidden(ErrorCode code, string? reference) =>
        code == ErrorCode.RepositoryAccessDenied || (code == ErrorCode.RepositoryNotFound && reference is null);
}
