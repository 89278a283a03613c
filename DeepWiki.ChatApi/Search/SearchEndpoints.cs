using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Search;

/// <summary>The ranking that answers rest on, as a list with its reasons.</summary>
internal static class SearchEndpoints
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddSingleton<RepositorySearch>();

    public static void MapSearch(this WebApplication app) =>
        app.MapGet("/api/repositories/{id}/search", GetAsync).DescribedAs(Description).Produces<SearchPage>();

    private static RouteDescription Description =>
        new("The files that fit a question best, and why", "The ranking that answers rest on, without a model. The id is the one in the links of citations.")
        {
            Parameters =
            [
                new("q", "Words, names or a question, at most 2,000 characters.", "How are failed jobs retried?", IsRequired: true),
                new("mode", "hybrid (default), text, vector or symbol.", "hybrid"),
                new("path", "A folder, a file or a pattern.", "src/**/*.cs"),
                new("limit", "1 to 50 files, 10 by default.", "10"),
                new(RepositoryToken.Header, "The token of a private repository.", "ghp_…", IsHeader: true),
            ],
            Errors =
            [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound, ErrorCode.RateLimited, ErrorCode.ModelUnavailable, ErrorCode.IndexNotReady],
        };

    private static async Task<IResult> GetAsync(HttpContext context, string id, RepositorySearch search, RequestRateLimiter limiter)
    {
        // A search costs what a question costs before its model: the provider embeds it, and the index is scanned.
        using var right = limiter.Enter(context);
        var query = SearchQuery.Parse(context.Request.Query);
        var token = RepositoryToken.Parse(context.Request.Headers);
        var page = await search.FindAsync(id, query, token, context.RequestAborted);
        RepositoryResponse.Restrict(context.Response.Headers);
        return TypedResults.Json(page, RepositoryResponse.Json);
    }
}
