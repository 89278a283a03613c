using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DeepWiki.ChatApi.Errors;
using DeepWiki.ChatApi.Repositories;

namespace DeepWiki.ChatApi.Sources;

/// <summary>The lines a citation points at, where the host has no page for them.</summary>
internal static class SourceEndpoints
{
    /// <summary>Carries the token of a private repository: addresses end up in logs.</summary>
    public const string TokenHeader = "DeepWiki-Token";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IServiceCollection AddSources(this IServiceCollection services) => services.AddSingleton<SourceReader>();

    public static void MapSources(this WebApplication app) =>
        app.MapGet("/api/repositories/{id}/source", GetAsync).AddEndpointFilter<ProblemFilter>();

    private static async Task<IResult> GetAsync(HttpContext context, string id, SourceReader reader)
    {
        var query = SourceQuery.Parse(context.Request.Query);
        var token = RepositoryToken.Parse(context.Request.Headers[TokenHeader]);
        var page = await reader.ReadAsync(id, query, token, context.RequestAborted);

        // What was given once never changes, but the right to see it may end.
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{page.Commit} {page.Blob} {page.From} {page.To} {page.Path}")).AsSpan(0, 16))}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = TokenHeader;
        return context.Request.Headers.IfNoneMatch == tag
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Json(page, Json);
    }
}
