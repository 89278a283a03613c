using System.Text;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Security;
using DeepWiki.ChatApi.Wikis.Bodies;
using DeepWiki.ChatApi.Wikis.Views;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Pages of wikis at any kept generation.</summary>
internal static class WikiPageEndpoints
{
    private const int MaxNote = 2000;
    private const string MarkdownEnding = ".md";

    public static void MapWikiPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/wikis/{id}/tree", GetTreeAsync).DescribedAs(WikiDescriptions.Tree).Produces<TreeView>();
        routes.MapGet("/api/wikis/{id}/pages/{slug}", GetPageAsync).DescribedAs(WikiDescriptions.Page).Produces<PageView>();
        routes.MapPost("/api/wikis/{id}/pages/{slug}/rewrite", RewriteAsync).Needs(Access.Work).DescribedAs(WikiDescriptions.Rewrite)
            .Produces<StartedView>(StatusCodes.Status202Accepted);
        routes.MapGet("/api/wikis/{id}/pages/{slug}/history", GetHistoryAsync).DescribedAs(WikiDescriptions.History).Produces<ItemsView<PageHistoryView>>();
        routes.MapGet("/api/wikis/{id}/generations", GetGenerationsAsync).DescribedAs(WikiDescriptions.Generations).Produces<ItemsView<GenerationView>>();
        routes.MapGet("/api/wikis/{id}/changes", GetChangesAsync).DescribedAs(WikiDescriptions.Changes).Produces<ChangesView>();
    }

    private static async Task<IResult> GetTreeAsync(HttpContext context, string id, WikiAccess access, WikiReader reader)
    {
        var (wiki, generation) = await OpenAsync(context, id, access, reader);
        var tree = await reader.ReadTreeAsync(wiki.Wiki, generation, context.RequestAborted);
        var states = tree.Pages.Select(page => $"{page.Slug} {page.State} {page.Stale} {page.UpdatedAt.UtcTicks}");
        return EntityTag.Answer(context, string.Join('\n', states.Prepend($"{tree.Generation} {tree.State}")), () => WikiEndpoints.Json(tree));
    }

    private static async Task<IResult> GetPageAsync(HttpContext context, string id, string slug, WikiAccess access, WikiReader reader)
    {
        var (wiki, generation) = await OpenAsync(context, id, access, reader);
        var isMarkdown = slug.EndsWith(MarkdownEnding, StringComparison.Ordinal);
        var name = isMarkdown ? slug[..^MarkdownEnding.Length] : slug;
        if (await reader.FindPageAsync(wiki, generation, name, context.RequestAborted) is not { } page)
        {
            return await reader.FindSuccessorAsync(wiki.Wiki, name, context.RequestAborted) is { } successor
                ? TypedResults.Redirect($"/api/wikis/{id}/pages/{Uri.EscapeDataString(successor)}{(isMarkdown ? MarkdownEnding : "")}", permanent: true)
                : throw new DeepWikiException(ErrorCode.NotFound, "This generation of the wiki has no such page.");
        }

        if (!isMarkdown)
        {
            var written = page.Provenance?.GeneratedAt.UtcTicks;
            var identity = $"{page.Slug} {page.State} {page.Stale} {written} {generation.Number} {page.Previous} {page.Next}";
            return EntityTag.Answer(context, identity, () => WikiEndpoints.Json(page));
        }

        return page.Provenance is null
            ? throw new DeepWikiException(ErrorCode.NotFound, "The page is not written yet.")
            : EntityTag.Answer(context, page.Markdown, () => TypedResults.Text(page.Markdown, "text/markdown", Encoding.UTF8));
    }

    private static async Task<IResult> RewriteAsync(
        HttpContext context, string id, string slug, BodyReader bodies, WikiAccess access, WikiReader reader, WikiStarter starter, WikiViews views)
    {
        var body = await WikiEndpoints.ReadAsync<RewriteBody>(context, bodies);
        if (body.Note?.Length > MaxNote)
        {
            throw InvalidRequest.Create(new RequestFault("/note", "literal_error", $"note must have at most {MaxNote} characters"));
        }

        var (wiki, generation) = await OpenAsync(context, id, access, reader);
        if (await reader.FindPageAsync(wiki, generation, slug, context.RequestAborted) is null)
        {
            throw new DeepWikiException(ErrorCode.NotFound, "The wiki has no such page.");
        }

        var job = await starter.RewriteAsync(wiki, slug, string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim(), context.RequestAborted);
        return await WikiEndpoints.AcceptedAsync(wiki.Wiki, job, views, context);
    }

    private static async Task<IResult> GetHistoryAsync(HttpContext context, string id, string slug, WikiAccess access, PageVersionStore versions)
    {
        var wiki = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        var history = await versions.ListAsync(wiki.Wiki.Id, slug, context.RequestAborted);
        RepositoryResponse.Restrict(context.Response.Headers);
        return history.Count == 0
            ? throw new DeepWikiException(ErrorCode.NotFound, "No kept generation of the wiki has such a page.")
            : WikiEndpoints.Json(new ItemsView<PageHistoryView>(
                [.. history.Select(row => new PageHistoryView(row.Generation, row.Commit, row.WrittenAt, PageReasons.Name(row.Reason), row.VersionId))], null));
    }

    private static async Task<IResult> GetGenerationsAsync(HttpContext context, string id, WikiAccess access, GenerationStore generations)
    {
        var wiki = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        var kept = await generations.ListAsync(wiki.Wiki.Id, context.RequestAborted);
        RepositoryResponse.Restrict(context.Response.Headers);
        return WikiEndpoints.Json(new ItemsView<GenerationView>(
            [
                .. kept.Select(generation => new GenerationView(
                    generation.Number, generation.Plan.Commit, generation.State.ToString().ToLowerInvariant(), generation.Number == wiki.Wiki.ActiveGeneration,
                    generation.StartedAt, generation.FinishedAt)),
            ],
            null));
    }

    private static async Task<IResult> GetChangesAsync(HttpContext context, string id, WikiAccess access, WikiChanges changes)
    {
        var wiki = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        var query = ChangesQuery.Parse(context.Request.Query);
        RepositoryResponse.Restrict(context.Response.Headers);
        return WikiEndpoints.Json(await changes.CompareAsync(wiki, query, context.RequestAborted));
    }

    private static async Task<(OpenedWiki Wiki, WikiGeneration Generation)> OpenAsync(HttpContext context, string id, WikiAccess access, WikiReader reader)
    {
        var query = GenerationQuery.Parse(context.Request.Query);
        var wiki = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        return (wiki, await reader.FindAsync(wiki.Wiki, query, context.RequestAborted));
    }
}
