using DeepWiki.ChatApi.Indexing;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Search;

/// <summary>Searches the index of a repository for callers who were seen to be able to read it.</summary>
internal sealed class RepositorySearch(RepositoryLookup repositories, SeriesStore series, IndexSettings indexes, Retriever retriever)
{
    /// <exception cref="DeepWikiException">The repository is not for this caller, has no index, or has no vectors where they alone have a say.</exception>
    public Task<SearchPage> FindAsync(string id, SearchQuery query, Secret? token, CancellationToken cancellationToken) =>
        DeepWikiTelemetry.TraceAsync(Spans.Search, async activity =>
        {
            activity?.SetTag(Tags.RetrievalMode, RetrievalTrace.NameOf(query.Mode));
            var (repository, address) = await repositories.OpenAsync(id, token, cancellationToken);
            activity?.SetTag(Tags.Repository, address.Name);
            var index = await series.FindBestAsync(SeriesKeys.Create(repository.Id, indexes.Profile, indexes.Plain), cancellationToken)
                ?? throw new DeepWikiException(ErrorCode.NotFound, "This repository has no index yet. A question about it has one built.");
            await series.TouchAsync(index.ViewId, cancellationToken);
            var asked = new RetrievalQuery(query.Text)
            {
                Mode = query.Mode,
                Paths = query.Path is null ? null : FileFilter.Create([], [], [query.Path], [query.Path]),
            };
            var found = await retriever.FindAsync(index, asked, query.Limit, cancellationToken);
            activity?.SetTag(Tags.Hits, found.Hits.Count).SetTag(Tags.Degraded, found.MissingParts.Count > 0);
            return new SearchPage(
                index.Commit,
                query.Mode,
                found.MissingParts,
                found.IsSupported,
                found.MissingTerms,
                [.. found.Hits.Select(hit => ItemOf(hit, SourceLink.To(repository, address, index.Commit, hit.File.Path, hit.StartLine, hit.EndLine)))]);
        });

    private static SearchItem ItemOf(Hit hit, string url) => new(
        hit.File.Path,
        hit.StartLine,
        hit.EndLine,
        hit.Symbol,
        hit.Language,
        hit.File.Score,
        hit.Snippet.StartLine,
        hit.Snippet.Text,
        url,
        hit.MatchedTerms,
        new SearchReasons(
            [.. hit.Shares.Select(share => new ListReason(share.Place.List, share.Place.Rank, share.Place.Score, share.Weight, share.Contribution))],
            [.. hit.File.Demotions.Select(demotion => new DemotionReason(demotion.Kind, demotion.Factor, demotion.Lift?.Cause, demotion.Lift?.Word))]));
}
