using System.Text;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Wikis.Export;

namespace DeepWiki.ChatApi.Wikis.Exports;

/// <summary>Wikis as texts for language models. Source: llmstxt.org.</summary>
internal static class TextEndpoints
{
    private const string Pattern = $"/w/{{host}}/{{**path:{TextConstraint.Name}}}";
    private const string Plain = "text/plain";
    private const string Markdown = "text/markdown";
    private const int MaxListed = 1000;
    private const int BatchSize = 200;

    public static void MapTexts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/llms.txt", ListAsync).DescribedAs(ExportDescriptions.List).Produces<string>(StatusCodes.Status200OK, Plain);
        routes.MapGet(Pattern, ReadAsync).DescribedAs(ExportDescriptions.Texts).Produces<string>(StatusCodes.Status200OK, Plain);
    }

    private static async Task<IResult> ListAsync(HttpContext context, WikiStore wikis, WikiSummaryStore summaries)
    {
        var listed = new List<WikiSummary>();
        for (var skip = 0; skip < MaxListed; skip += BatchSize)
        {
            var found = await wikis.ListAsync("", byName: true, skip, BatchSize, context.RequestAborted);
            listed.AddRange(await summaries.ReadAsync(found, context.RequestAborted));
            if (found.Count < BatchSize)
            {
                break;
            }
        }

        // A repository has one address, whatever the number of its wikis.
        var rows = listed.Where(wiki => wiki.Generation is not null).DistinctBy(wiki => wiki.Repository.Id)
            .Select(wiki => (wiki.Wiki.Description, Address: RepositoryAddress.Parse(wiki.Repository.Address, wiki.Repository.Kind)))
            .Select(wiki => (NameOf(wiki.Address), wiki.Description, Root(context) + WikiLocator.PathOf(wiki.Address) + TextName.List));
        return Answer(context, LlmsText.WriteList("Wikis", rows), Plain);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string host, string path, WikiLocator locator, WikiReader reader, WikiExporter exporter)
    {
        var name = TextName.Parse(path) ?? throw Missing();
        string? language = context.Request.Query["language"];
        var wiki = await locator.OpenAsync(host, name.Path, language, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        var generation = await reader.FindAsync(wiki.Wiki, GenerationQuery.Parse(context.Request.Query), context.RequestAborted);
        if (name.File.EndsWith(TextName.Ending, StringComparison.Ordinal))
        {
            return await ReadPageAsync(context, wiki, generation, name.File[..^TextName.Ending.Length], reader);
        }

        var exported = await exporter.ReadAsync(wiki, generation, context.RequestAborted);
        return Answer(context, name.File == TextName.List ? LlmsText.Write(exported, Address) : LlmsText.WriteFull(exported, Address), Plain);

        // What was asked for by a query goes on in the addresses.
        string Address(string slug) =>
            $"{Root(context)}{WikiLocator.PathOf(wiki.Address)}{Uri.EscapeDataString(slug)}{TextName.Ending}{context.Request.QueryString.ToUriComponent()}";
    }

    private static async Task<IResult> ReadPageAsync(HttpContext context, OpenedWiki wiki, WikiGeneration generation, string slug, WikiReader reader)
    {
        if (await reader.FindPageAsync(wiki, generation, slug, context.RequestAborted) is { Provenance: not null } page)
        {
            return Answer(context, page.Markdown, Markdown);
        }

        return await reader.FindSuccessorAsync(wiki.Wiki, slug, context.RequestAborted) is { } successor
            ? TypedResults.Redirect($"{WikiLocator.PathOf(wiki.Address)}{Uri.EscapeDataString(successor)}{TextName.Ending}", permanent: true)
            : throw Missing();
    }

    private static IResult Answer(HttpContext context, string text, string type) =>
        EntityTag.Answer(context, text, () => TypedResults.Text(text, type, Encoding.UTF8));

    private static string Root(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";

    private static string NameOf(RepositoryAddress address) => address.IsLocal ? address.Repository : address.Name;

    private static DeepWikiException Missing() => new(ErrorCode.NotFound, "The wiki has no such page, or it is not written yet.");
}
