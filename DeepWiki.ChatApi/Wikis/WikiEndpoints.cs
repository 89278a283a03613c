using System.Globalization;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Security;
using DeepWiki.ChatApi.Wikis.Bodies;
using DeepWiki.ChatApi.Wikis.Views;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Wikis that the service makes: list, make, follow, delete.</summary>
internal static class WikiEndpoints
{
    private const int MaxBody = 1 << 20;
    private const int MaxQuery = 200;

    public static void MapWikiList(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/wikis", ListAsync).DescribedAs(WikiDescriptions.List).Produces<ItemsView<WikiView>>();
        routes.MapPost("/api/wikis", StartAsync).Needs(Access.Work).DescribedAs(WikiDescriptions.Start)
            .Produces<StartedView>().Produces<StartedView>(StatusCodes.Status202Accepted);
        routes.MapGet("/api/wikis/{id}", GetAsync).DescribedAs(WikiDescriptions.Get).Produces<WikiView>();
        routes.MapDelete("/api/wikis/{id}", DeleteAsync).Needs(Access.Work).DescribedAs(WikiDescriptions.Delete).Produces(StatusCodes.Status204NoContent);
        routes.MapPost("/api/wikis/{id}/refresh", RefreshAsync).Needs(Access.Work).DescribedAs(WikiDescriptions.Refresh)
            .Produces<StartedView>(StatusCodes.Status202Accepted);
        routes.MapPost("/api/wikis/{id}/retry", RetryAsync).Needs(Access.Work).DescribedAs(WikiDescriptions.Retry)
            .Produces<StartedView>(StatusCodes.Status202Accepted);
        routes.MapPost("/api/wikis/{id}/cancel", CancelAsync).Needs(Access.Work).DescribedAs(WikiDescriptions.Cancel)
            .Produces<StartedView>(StatusCodes.Status202Accepted);
        routes.MapPost("/api/wikis/{id}/preview", PreviewAsync).Needs(Access.Work).DescribedAs(WikiDescriptions.Preview)
            .Produces<StartedView>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync(HttpContext context, WikiStore wikis, WikiViews views)
    {
        var page = PageQuery.Parse(context.Request.Query);
        var words = context.Request.Query["q"].ToString();
        var sort = context.Request.Query["sort"].ToString();
        if (sort is not ("" or "recent" or "name") || words.Length > MaxQuery)
        {
            throw InvalidRequest.Create(new RequestFault("/sort", "literal_error", $"sort must be recent or name, and q at most {MaxQuery} characters"));
        }

        var found = await wikis.ListAsync(words, sort == "name", page.Skip, page.Limit + 1, context.RequestAborted);
        RepositoryResponse.Restrict(context.Response.Headers);
        return Json(new ItemsView<WikiView>(
            await views.ReadAsync([.. found.Take(page.Limit)], context.RequestAborted), found.Count > page.Limit ? page.NextCursor : null));
    }

    private static async Task<IResult> StartAsync(
        HttpContext context, BodyReader bodies, WikiOrders orders, WikiStarter starter, WikiViews views, RequestRateLimiter limiter)
    {
        using var right = limiter.Enter(context);
        using var json = await bodies.ReadAsync(context, MaxBody);
        var body = json.Read<WikiRequestBody>();
        var (wiki, job) = await starter.StartAsync(body, orders.Check(body, RequestCaller.CountedAs(context)), context.RequestAborted);
        var view = new StartedView(await views.ReadAsync(wiki, context.RequestAborted), JobId(job), job is { IsJoined: true });
        if (job is null)
        {
            return Json(view);
        }

        context.Response.Headers.Location = $"/api/wikis/{wiki.PublicId}";
        return Json(view, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> GetAsync(HttpContext context, string id, WikiAccess access, WikiViews views, WikiDistanceReader distance)
    {
        var token = RepositoryToken.Parse(context.Request.Headers);
        var wiki = await access.OpenAsync(id, token, context.RequestAborted);
        var view = await views.ReadAsync(wiki.Wiki, context.RequestAborted);
        RepositoryResponse.Restrict(context.Response.Headers);
        return Json(view with { Behind = await distance.FindAsync(wiki, token, context.RequestAborted) });
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string id, WikiAccess access, WikiStore wikis, AuthorizationCode code)
    {
        Authorize(context, code);
        var wiki = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        await wikis.DeleteAsync(wiki.Wiki.Id, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RefreshAsync(
        HttpContext context, string id, BodyReader bodies, WikiAccess access, WikiStarter starter, WikiViews views)
    {
        var body = await ReadAsync<RefreshBody>(context, bodies);
        var token = Token(context, body.Token);
        var wiki = await access.OpenAsync(id, token, context.RequestAborted);
        var job = await starter.RefreshAsync(wiki, body, token, RequestCaller.CountedAs(context), context.RequestAborted);
        return await AcceptedAsync(wiki.Wiki, job, views, context);
    }

    private static async Task<IResult> RetryAsync(
        HttpContext context, string id, BodyReader bodies, WikiAccess access, WikiStarter starter, WikiViews views)
    {
        var body = await ReadAsync<RefreshBody>(context, bodies);
        var token = Token(context, body.Token);
        var wiki = await access.OpenAsync(id, token, context.RequestAborted);
        var job = await starter.RetryAsync(wiki, body, token, RequestCaller.CountedAs(context), context.RequestAborted);
        return await AcceptedAsync(wiki.Wiki, job, views, context);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, string id, WikiAccess access, JobStore jobs, WikiViews views)
    {
        var wiki = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        if (await jobs.FindLatestAsync(wiki.Wiki.Id, context.RequestAborted) is not { HasEnded: false } job
            || !await jobs.CancelAsync(job.Id, context.RequestAborted))
        {
            throw new DeepWikiException(ErrorCode.Conflict, "No job of this wiki is under way.");
        }

        return await AcceptedAsync(wiki.Wiki, new QueuedJob(job.Id, IsWaiting: false), views, context);
    }

    private static async Task<IResult> PreviewAsync(
        HttpContext context, string id, BodyReader bodies, WikiAccess access, WikiStarter starter, WikiViews views)
    {
        var body = await ReadAsync<PreviewBody>(context, bodies);
        var token = Token(context, body.Token);
        var wiki = await access.OpenAsync(id, token, context.RequestAborted);
        var job = await starter.PreviewAsync(wiki, body.Ref, token, RequestCaller.CountedAs(context), context.RequestAborted);
        return await AcceptedAsync(wiki.Wiki, job, views, context);
    }

    internal static async Task<T> ReadAsync<T>(HttpContext context, BodyReader bodies)
        where T : class
    {
        using var json = await bodies.ReadAsync(context, MaxBody);
        return json.Read<T>();
    }

    internal static async Task<IResult> AcceptedAsync(StoredWiki wiki, QueuedJob job, WikiViews views, HttpContext context)
    {
        context.Response.Headers.Location = $"/api/jobs/job_{job.JobId}";
        return Json(
            new StartedView(await views.ReadAsync(wiki, context.RequestAborted), JobId(job), job.IsJoined), StatusCodes.Status202Accepted);
    }

    internal static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => TypedResults.Json(value, RepositoryResponse.Json, statusCode: status);

    /// <summary>The token of the body, else that of the header.</summary>
    internal static Secret? Token(HttpContext context, string? inBody) =>
        RepositoryToken.IsValid(inBody)
            ? Secret.FromOptional(inBody) ?? RepositoryToken.Parse(context.Request.Headers)
            : throw InvalidRequest.Create(new RequestFault("/token", "literal_error", RepositoryToken.Rule));

    // The code that guards changes in the original's client is a bearer key here.
    private static void Authorize(HttpContext context, AuthorizationCode code)
    {
        const string bearer = "Bearer ";
        var given = context.Request.Headers.Authorization.ToString();
        if (!code.Admits(given.StartsWith(bearer, StringComparison.Ordinal) ? given[bearer.Length..] : null))
        {
            throw new DeepWikiException(ErrorCode.Unauthorized, "Deleting a wiki needs the authorization code, as a bearer key.");
        }
    }

    private static string? JobId(QueuedJob? job) => job is { } queued ? string.Create(CultureInfo.InvariantCulture, $"job_{queued.JobId}") : null;
}
