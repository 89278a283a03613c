using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Errors;
using DeepWiki.ChatApi.Repositories;

namespace DeepWiki.ChatApi.Search;

/// <summary>The ranking that answers rest on, as a list with its reasons.</summary>
internal static class SearchEndpoints
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services.AddSingleton<RepositorySearch>();

    public static void MapSearch(this WebApplication app) =>
        app.MapGet("/api/repositories/{id}/search", GetAsync).AddEndpointFilter<ProblemFilter>();

    private static async Task<IResult> GetAsync(HttpContext context, string id, RepositorySearch search, AskLimiter limiter)
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
