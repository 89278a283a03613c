using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Wikis.Views;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Repositories;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Shapes wikis for clients.</summary>
internal sealed class WikiViews(WikiSummaryStore summaries)
{
    /// <summary>The wikis with everything a list shows.</summary>
    public async Task<IReadOnlyList<WikiView>> ReadAsync(IReadOnlyList<StoredWiki> wikis, CancellationToken cancellationToken) =>
        [.. (await summaries.ReadAsync(wikis, cancellationToken)).Select(Create)];

    /// <summary>One wiki.</summary>
    public async Task<WikiView> ReadAsync(StoredWiki wiki, CancellationToken cancellationToken) => (await ReadAsync([wiki], cancellationToken))[0];

    private static WikiView Create(WikiSummary summary)
    {
        var (wiki, repository, generation) = (summary.Wiki, summary.Repository, summary.Generation);
        var address = RepositoryAddress.Parse(repository.Address, repository.Kind);
        var hasUsage = generation is { InputTokens: > 0 };
        return new WikiView(
            wiki.PublicId,
            wiki.Title.Length > 0 ? wiki.Title : generation?.Plan.Title ?? "",
            wiki.Description.Length > 0 ? wiki.Description : generation?.Plan.Description ?? "",
            new WikiRepositoryView(
                repository.PublicId, repository.Host, repository.Path, address.Name, address.ToString(), repository.Kind.ToString().ToLowerInvariant()),
            wiki.Identity.Ref.Length == 0 ? null : wiki.Identity.Ref,
            generation?.Plan.Commit,
            wiki.Identity.Language,
            wiki.Identity.Detail.ToString().ToLowerInvariant(),
            summary.State,
            generation?.Number,
            new PageCountsView(summary.Total, summary.Ready, summary.Failed),
            null,
            wiki.Policy.ToString().ToLowerInvariant(),
            wiki.Provider,
            wiki.Model,
            new UsageView(hasUsage ? generation?.InputTokens : null, hasUsage ? generation?.OutputTokens : null, generation?.Cost),
            summary.JobId is { } job ? $"job_{job}" : null,
            ErrorView.From(summary.Error),
            generation?.Plan.Warnings ?? [],
            "server",
            wiki.CreatedAt,
            wiki.UpdatedAt);
    }
}
