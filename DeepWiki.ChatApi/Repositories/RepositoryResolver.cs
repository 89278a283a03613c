using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Indexing;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Repositories;

/// <summary>
/// Opens a repository for a caller: sees with the caller's own token that it can be read, and looks up what is known about it. Nothing
/// of a repository is used before this has succeeded.
/// </summary>
internal sealed class RepositoryResolver(
    RequestedAddresses addresses, RepositoryAccess access, RepositoryStore repositories, SeriesStore series, MetadataCache metadata, IndexSettings indexes)
{
    /// <summary>The address of a request; costs no work worth counting.</summary>
    /// <exception cref="DeepWikiException">The address is wrong or forbidden.</exception>
    public Task<RepositoryAddress> CheckAsync(ChatRequest request, CancellationToken cancellationToken) => addresses.ReadAsync(request, cancellationToken);

    /// <exception cref="DeepWikiException">The caller cannot read what the address names.</exception>
    public Task<OpenedRepository> OpenAsync(ChatRequest request, RepositoryAddress named, CancellationToken cancellationToken) =>
        DeepWikiTelemetry.TraceAsync(Spans.Metadata, activity =>
        {
            activity?.SetTag(Tags.Repository, named.Name);
            return ProveAndReadAsync(request, named, cancellationToken);
        });

    private async Task<OpenedRepository> ProveAndReadAsync(ChatRequest request, RepositoryAddress named, CancellationToken cancellationToken)
    {
        var (address, commit) = await access.ProveAsync(named, request.Ref, request.Token, cancellationToken);
        var settings = indexes.Create(request.Filters, request.Ref);
        var identity = MetadataIdentity.Create(address.Identity, settings);
        var known = await metadata.GetAsync(
            identity, MetadataJsonContext.Default.RepositoryMetadata, token => LoadAsync(address, request, settings, token), cancellationToken)
            ?? throw new DeepWikiException(ErrorCode.RepositoryNotFound, "The repository was not found");
        var wanted = new WantedIndex(SeriesKeys.Create(known.Repository.Id, indexes.Profile, settings), settings, identity, request.Caller);
        return new OpenedRepository(address, known.Repository, wanted, known.Index, commit);
    }

    private async Task<RepositoryMetadata?> LoadAsync(
        RepositoryAddress address, ChatRequest request, IndexJobSettings settings, CancellationToken cancellationToken)
    {
        var repository = await repositories.GetOrAddAsync(
            address.Kind, address.IsLocal ? "" : address.Authority, address.HostPath, address.ToString(), cancellationToken);
        if (repository.Visibility == RepositoryVisibility.Unknown)
        {
            // Later proofs change it; this one came before there was anything to note it at.
            var visibility = address.IsLocal ? RepositoryVisibility.Local
                : request.Token is null ? RepositoryVisibility.Public : RepositoryVisibility.Private;
            await repositories.SetVisibilityAsync(repository.Id, visibility, cancellationToken);
            repository = repository with { Visibility = visibility };
        }

        var index = await series.FindActiveAsync(SeriesKeys.Create(repository.Id, indexes.Profile, settings), cancellationToken);
        if (index is not null)
        {
            await series.TouchAsync(index.ViewId, cancellationToken);
        }

        return new RepositoryMetadata(repository, index);
    }
}
