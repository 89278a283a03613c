using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Wikis.Export;

namespace DeepWiki.ChatApi.Wikis.Exports;

/// <summary>A wiki as a file: Markdown, JSON, an archive of Markdown, or a site that needs no server.</summary>
internal static class ExportEndpoints
{
    public static IServiceCollection AddWikiExports(this IServiceCollection services)
    {
        services.AddRouting(options => options.ConstraintMap[TextConstraint.Name] = typeof(TextConstraint));
        return services.AddSingleton<WikiExporter>().AddSingleton<WikiLocator>();
    }

    public static void MapWikiExports(this WebApplication app)
    {
        app.MapGet("/api/wikis/{id}/export", ExportAsync).DescribedAs(ExportDescriptions.Export)
            .Produces<string>(StatusCodes.Status200OK, "text/markdown").Produces(StatusCodes.Status304NotModified);
        app.MapTexts();
    }

    private static async Task<IResult> ExportAsync(HttpContext context, string id, WikiAccess access, WikiReader reader, WikiExporter exporter)
    {
        var format = Format(context.Request.Query["format"].ToString());
        var query = GenerationQuery.Parse(context.Request.Query);
        var opened = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        var generation = await reader.FindAsync(opened.Wiki, query, context.RequestAborted);
        var wiki = await exporter.ReadAsync(opened, generation, context.RequestAborted);
        return EntityTag.Answer(context, $"{format} {WikiExporter.Identity(wiki)}", () =>
        {
            // By hand: the framework adds filename*=, which some clients take for a part of the name.
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{WikiExport.FileName(wiki, format)}\"";
            return TypedResults.Bytes(WikiExport.Write(wiki, format), WikiExport.ContentType(format));
        });
    }

    private static ExportFormat Format(string name) => name switch
    {
        "" or "markdown" => ExportFormat.Markdown,
        "json" => ExportFormat.Json,
        "zip" => ExportFormat.Zip,
        "html" => ExportFormat.Html,
        _ => throw InvalidRequest.Create(new RequestFault("/format", "literal_error", "format must be markdown, json, zip or html")),
    };
}
