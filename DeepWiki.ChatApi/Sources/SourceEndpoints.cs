using System.Security.Cryptography;
using System.Text;
using DeepWiki.ChatApi.Errors;
using DeepWiki.ChatApi.Repositories;

namespace DeepWiki.ChatApi.Sources;

/// <summary>The lines a citation points at, where the host has no page for them.</summary>
internal static class SourceEndpoints
{
    public static IServiceCollection AddSources(this IServiceCollection services) => services.AddSingleton<SourceReader>();

    public static void MapSources(this WebApplication app) =>
        app.MapGet("/api/repositories/{id}/source", GetAsync).AddEndpointFilter<ProblemFilter>();

    private static async Task<IResult> GetAsync(HttpContext context, string id, SourceReader reader)
    {
        var query = SourceQuery.Parse(context.Request.Query);
        var token = RepositoryToken.Parse(context.Request.Headers);
        var page = await reader.ReadAsync(id, query, token, context.RequestAborted);

        // What was given once never changes.
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{page.Commit} {page.Blob} {page.From} {page.To} {page.Path}")).AsSpan(0, 16))}\"";
        context.Response.Headers.ETag = tag;
        RepositoryResponse.Restrict(context.Response.Headers);
        return context.Request.Headers.IfNoneMatch == tag
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Json(page, RepositoryResponse.Json);
    }
}
