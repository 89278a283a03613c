using System.Security.Cryptography;
using System.Text;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Sources;

/// <summary>The lines a citation points at, where the host has no page for them.</summary>
internal static class SourceEndpoints
{
    public static IServiceCollection AddSources(this IServiceCollection services) => services.AddSingleton<SourceReader>();

    public static void MapSources(this WebApplication app) =>
        app.MapGet("/api/repositories/{id}/source", GetAsync).DescribedAs(Description).Produces<SourcePage>();

    private static RouteDescription Description => new(
        "The lines behind a citation", "Of the commit that is indexed now, 2,000 lines a call. A strong ETag is sent, and If-None-Match is answered with 304.")
    {
        Parameters =
        [
            new("path", "Relative to the root of the repository.", "src/JobRunner.cs", IsRequired: true),
            new("at", "The whole id of a commit; else the one indexed last.", "4bf92f3577b34da6a3ce929d0e0e47364bf92f35"),
            new("from", "First line, from 1.", "4"),
            new("to", "Last line.", "6"),
            new(RepositoryToken.Header, "The token of a private repository.", "ghp_…", IsHeader: true),
        ],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound],
        ResponseExample = """
            {"path":"src/JobRunner.cs","commit":"4bf92f3577b34da6a3ce929d0e0e47364bf92f35","blob":"99d1c1a2b5a0e6f3ce929d0e0e47364bf92f3577","size":120,
            "totalLines":9,"from":4,"to":5,"lines":["public sealed class JobRunner","{"],"truncated":false,
            "sha256":"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
            "url":"/api/repositories/rep_4bf92f3577b34da6a3ce929d0e0e4736/source?path=src%2FJobRunner.cs","symbols":[{"name":"JobRunner","startLine":4}]}
            """,
    };

    private static async Task<IResult> GetAsync(HttpContext context, string id, SourceReader reader)
    {
        var query = SourceQuery.Parse(context.Request.Query);
        var token = RepositoryToken.Parse(context.Request.Headers);
        var page = await reader.ReadAsync(id, query, token, context.RequestAborted);

        // What was given once never changes.
        var identity = $"{page.Commit} {page.Blob} {page.From} {page.To} {page.Path}";
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16))}\"";
        context.Response.Headers.ETag = tag;
        RepositoryResponse.Restrict(context.Response.Headers);
        return context.Request.Headers.IfNoneMatch == tag
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Json(page, RepositoryResponse.Json);
    }
}
