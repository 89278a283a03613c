using System.Text;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Wikis;
using Microsoft.Net.Http.Headers;

namespace DeepWiki.ChatApi.Sources;

/// <summary>The lines a citation points at, where the host has no page for them, and the bytes of files.</summary>
internal static class SourceEndpoints
{
    private static readonly Dictionary<string, string> ImageTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
    };

    public static IServiceCollection AddSources(this IServiceCollection services) =>
        services.AddSingleton<SourceReader>().AddSingleton<RawReader>();

    public static void MapSources(this WebApplication app)
    {
        app.MapGet("/api/repositories/{id}/source", GetAsync).DescribedAs(SourceDescriptions.Source).Produces<SourcePage>();
        app.MapGet("/api/repositories/{id}/raw", GetRawAsync).DescribedAs(SourceDescriptions.Raw)
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");
        app.MapGet("/api/wikis/{id}/source", GetOfWikiAsync).DescribedAs(SourceDescriptions.SourceOfWiki).Produces<SourcePage>();
        app.MapGet("/api/wikis/{id}/raw", GetRawOfWikiAsync).DescribedAs(SourceDescriptions.RawOfWiki)
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");
    }

    private static Task<IResult> GetAsync(HttpContext context, string id, SourceReader reader) =>
        AnswerAsync(context, id, SourceQuery.Parse(context.Request.Query), reader);

    private static async Task<IResult> GetOfWikiAsync(HttpContext context, string id, WikiAccess access, WikiReader wikis, SourceReader reader)
    {
        var query = SourceQuery.Parse(context.Request.Query);
        var (repository, commit) = await OpenAsync(context, id, access, wikis);
        return await AnswerAsync(context, repository, query with { Commit = commit }, reader);
    }

    private static Task<IResult> GetRawAsync(HttpContext context, string id, RawReader reader)
    {
        var query = SourceQuery.Parse(context.Request.Query);
        return AnswerRawAsync(context, id, query.Path, query.Commit, reader);
    }

    private static async Task<IResult> GetRawOfWikiAsync(HttpContext context, string id, WikiAccess access, WikiReader wikis, RawReader reader)
    {
        var query = SourceQuery.Parse(context.Request.Query);
        var (repository, commit) = await OpenAsync(context, id, access, wikis);
        return await AnswerRawAsync(context, repository, query.Path, commit, reader);
    }

    private static async Task<(string Repository, string Commit)> OpenAsync(HttpContext context, string id, WikiAccess access, WikiReader reader)
    {
        var wiki = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        var generation = await reader.FindAsync(wiki.Wiki, new GenerationQuery(null, null), context.RequestAborted);
        return (wiki.Repository.PublicId, generation.Plan.Commit);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, string id, SourceQuery query, SourceReader reader)
    {
        var token = RepositoryToken.Parse(context.Request.Headers);
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var forPeople = WantsHtml(context.Request);
        var shown = forPeople ? query with { From = Math.Max(1, query.From - SourceHtml.Around), To = query.To + SourceHtml.Around } : query;
        var page = await reader.ReadAsync(id, shown, token, context.RequestAborted);

        // Of what was given once only the citations change.
        var cited = string.Join(' ', page.CitedBy.Select(row => $"{row.Wiki} {row.Slug} {row.StartLine} {row.EndLine}"));
        var identity = $"{forPeople} {query.From} {query.To} {page.Commit} {page.Blob} {page.From} {page.To} {page.Path} {cited}";
        return EntityTag.Answer(context, identity, () =>
        {
            if (!forPeople)
            {
                return TypedResults.Json(page, RepositoryResponse.Json);
            }

            context.Response.Headers.ContentSecurityPolicy = SourceHtml.Policy;
            var html = SourceHtml.Write(
                page, query,
                (from, to) => $"/api/repositories/{id}/source?path={Uri.EscapeDataString(page.Path)}&at={page.Commit}&from={from}&to={to}");
            return TypedResults.Text(html, "text/html", Encoding.UTF8);
        });
    }

    private static async Task<IResult> AnswerRawAsync(HttpContext context, string id, string path, string? commit, RawReader reader)
    {
        var (content, blob) = await reader.ReadAsync(id, path, commit, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        return EntityTag.Answer(context, $"{blob} {path}", () =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            var type = ImageTypes.GetValueOrDefault(Path.GetExtension(path));
            if (type is null)
            {
                context.Response.Headers.ContentDisposition = "attachment";
            }

            return TypedResults.Bytes(content, type ?? "application/octet-stream");
        });
    }

    // Browsers name it first; programs that take anything get JSON.
    private static bool WantsHtml(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
