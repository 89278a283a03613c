using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Browsing;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Wikis.Search;

/// <summary>Finds pages, headings, declarations and files of a wiki by words.</summary>
internal static class WikiSearchEndpoints
{
    public static void MapWikiSearch(this WebApplication app) =>
        app.MapGet("/api/wikis/{id}/search", SearchAsync).DescribedAs(Description).Produces<ItemsView<WikiHit>>();

    private static RouteDescription Description => new(
        "Search in a wiki", "Pages by all their words, headings, declarations and files by their names. Each kind is a list of its own, best first.")
    {
        Parameters =
        [
            new("q", "Words; of headings and names each must be there.", "retry", IsRequired: true),
            new("kinds", "page, heading, symbol, file, separated by commas; all by default.", "page,symbol"),
            new("limit", "1 to 100 of each kind, 20 by default.", "20"),
            new("generation", "Number of a kept generation; else the one readers see.", "3"),
            new(RepositoryToken.Header, "The token of a private repository.", "ghp_…", IsHeader: true),
        ],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound, ErrorCode.Gone],
    };

    private static async Task<IResult> SearchAsync(HttpContext context, string id, WikiAccess access, WikiReader reader, WikiSearchStore store)
    {
        var query = WikiSearchQuery.Parse(context.Request.Query);
        var asked = GenerationQuery.Parse(context.Request.Query);
        var wiki = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        var generation = await reader.FindAsync(wiki.Wiki, asked, context.RequestAborted);
        var hits = new List<WikiHit>();
        foreach (var kind in query.Kinds)
        {
            hits.AddRange(await FindAsync(kind, query, generation, store, context.RequestAborted));
        }

        RepositoryResponse.Restrict(context.Response.Headers);
        return TypedResults.Json(new ItemsView<WikiHit>(hits, null), RepositoryResponse.Json);
    }

    private static Task<IReadOnlyList<WikiHit>> FindAsync(
        string kind, WikiSearchQuery query, WikiGeneration generation, WikiSearchStore store, CancellationToken cancellationToken)
    {
        var (view, number) = (generation.Plan.ViewId, generation.Plan.IndexGeneration);
        return kind switch
        {
            "page" => store.FindPagesAsync(generation.Id, query.Text, query.Limit, cancellationToken),
            "heading" => store.FindHeadingsAsync(generation.Id, query.Words, query.Limit, cancellationToken),
            "symbol" => store.FindSymbolsAsync(view, number, query.Words, query.Limit, cancellationToken),
            _ => store.FindFilesAsync(view, number, query.Words, query.Limit, cancellationToken),
        };
    }
}
