using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Http;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Git;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>Looks at a repository before anything is made of it: whether it is there, and for this caller.</summary>
internal sealed class RepositoryChecker(
    RequestedAddresses addresses, RepositoryAccess access, ReferenceLister references, RepositoryStore repositories, WikiStore wikis, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/> for a token or type that cannot be one.</exception>
    public async Task<CheckView> CheckAsync(CheckBody body, CancellationToken cancellationToken)
    {
        var type = body.Type ?? RequestedType.FromAddress(body.Url);
        if (!RepositoryToken.IsValid(body.Token) || !RequestedType.IsKnown(type))
        {
            throw InvalidRequest.Create(RepositoryToken.IsValid(body.Token)
                ? new RequestFault("/type", "literal_error", RequestedType.Rule)
                : new RequestFault("/token", "literal_error", RepositoryToken.Rule));
        }

        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var token = Secret.FromOptional(body.Token);
        RepositoryAddress? address = null;
        try
        {
            var filters = new RequestedFilters([], [], [], []);
            address = await addresses.ReadAsync(new ChatRequest(body.Url, type, [], null, token, null, null, "en", filters), either.Token);
            var (seen, head) = await access.ProveAsync(address, null, token, either.Token);
            return await DescribeAsync(seen, head, token, either.Token);
        }
        catch (DeepWikiException error) when (StateOf(error.Code) is not null)
        {
            return Refused(StateOf(error.Code)!, error.Message, address); // Just seen not to be null.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refused("unreachable", "The host did not answer within five seconds.", address);
        }
    }

    private async Task<CheckView> DescribeAsync(RepositoryAddress address, string head, Secret? token, CancellationToken cancellationToken)
    {
        var known = await repositories.FindByPlaceAsync(address.IsLocal ? "" : address.Authority, address.HostPath, cancellationToken);
        var made = known is null ? [] : await wikis.FindOfAsync(known.Id, cancellationToken);
        return Refused("ok", "The repository can be read.", address) with
        {
            Private = address.IsLocal || token is null ? false
                : known?.Visibility switch { RepositoryVisibility.Public => false, RepositoryVisibility.Private => true, _ => null },
            DefaultBranch = (await references.ListAsync(address, token, cancellationToken)).DefaultBranch,
            Head = head,
            Wiki = made.OrderBy(wiki => wiki.Identity.Ref.Length > 0).ThenByDescending(wiki => wiki.Identity.Detail)
                .ThenByDescending(wiki => wiki.UpdatedAt).FirstOrDefault()?.PublicId,
        };
    }

    private static CheckView Refused(string state, string message, RepositoryAddress? address) => new(
        state, message, address?.ToString(), address?.Host, address?.Name, address?.Kind.ToString().ToLowerInvariant(),
        state == "token_required" ? true : null, null, null, null);

    private static string? StateOf(ErrorCode code) => code switch
    {
        ErrorCode.RepositoryAccessDenied => "token_required",
        ErrorCode.RepositoryNotFound or ErrorCode.DirectoryNotFound => "not_found",
        ErrorCode.HostNotAllowed => "host_not_allowed",
        ErrorCode.RepositoryInvalid or ErrorCode.NoEmbeddings => "invalid",
        ErrorCode.RepositoryTooLarge => "too_large",
        ErrorCode.IndexFailed => "unreachable",
        _ => null,
    };
}
