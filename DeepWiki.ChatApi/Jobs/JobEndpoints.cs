using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Security;
using DeepWiki.ChatApi.Wikis;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Jobs;

/// <summary>Jobs: listed, watched, cancelled and tried again.</summary>
internal static class JobEndpoints
{
    public static IServiceCollection AddJobs(this IServiceCollection services) =>
        services.AddSingleton<JobViews>().AddSingleton<JobAccess>().AddSingleton<JobFeed>().AddSingleton<JobRetry>();

    public static void MapJobs(this WebApplication app)
    {
        app.MapGet("/api/jobs", ListAsync).DescribedAs(JobDescriptions.List).Produces<ItemsView<JobView>>();
        app.MapGet("/api/jobs/{id}", GetAsync).DescribedAs(JobDescriptions.Get).Produces<JobView>();
        app.MapGet("/api/jobs/{id}/events", WatchAsync).DescribedAs(JobDescriptions.Events)
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        app.MapPost("/api/jobs/{id}/cancel", CancelAsync).Needs(Access.Work).DescribedAs(JobDescriptions.Cancel)
            .Produces<JobView>(StatusCodes.Status202Accepted);
        app.MapPost("/api/jobs/{id}/retry", RetryAsync).Needs(Access.Work).DescribedAs(JobDescriptions.Retry)
            .Produces<JobView>(StatusCodes.Status202Accepted);
        app.MapGet("/api/wikis/{id}/job", GetOfWikiAsync).DescribedAs(JobDescriptions.OfWiki).Produces<JobView>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, JobStore jobs, JobViews views)
    {
        var query = JobQuery.Parse(context.Request.Query);
        var found = await jobs.ListReadableAsync(query.State, query.Before, query.Limit + 1, context.RequestAborted);
        var part = found.Take(query.Limit).ToList();
        RepositoryResponse.Restrict(context.Response.Headers);
        return Json(new ItemsView<JobView>(
            await views.ReadAsync(part, context.RequestAborted), found.Count > query.Limit ? JobQuery.Cursor(part[^1].Id) : null));
    }

    private static async Task<IResult> GetAsync(HttpContext context, string id, JobAccess access, JobViews views)
    {
        var job = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        RepositoryResponse.Restrict(context.Response.Headers);
        return Json(await views.ReadAsync(job, context.RequestAborted));
    }

    private static async Task WatchAsync(HttpContext context, string id, JobAccess access, JobFeed feed, WatcherStreams streams)
    {
        var job = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        await streams.RunAsync(context, (stream, token) => feed.RunAsync(stream, job.Id, token));
    }

    private static async Task<IResult> CancelAsync(HttpContext context, string id, JobAccess access, JobStore jobs, JobViews views)
    {
        var job = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        return await jobs.CancelAsync(job.Id, context.RequestAborted)
            ? await AcceptedAsync(context, job.Id, jobs, views)
            : throw new DeepWikiException(ErrorCode.Conflict, "The job has ended.");
    }

    private static async Task<IResult> RetryAsync(HttpContext context, string id, JobAccess access, JobRetry retry, JobStore jobs, JobViews views)
    {
        var token = RepositoryToken.Parse(context.Request.Headers);
        var job = await access.OpenAsync(id, token, context.RequestAborted);
        return await AcceptedAsync(context, await retry.RunAsync(job, token, RequestCaller.CountedAs(context), context.RequestAborted), jobs, views);
    }

    private static async Task<IResult> GetOfWikiAsync(HttpContext context, string id, WikiAccess access, JobStore jobs, JobViews views)
    {
        var wiki = await access.OpenAsync(id, RepositoryToken.Parse(context.Request.Headers), context.RequestAborted);
        RepositoryResponse.Restrict(context.Response.Headers);
        return await jobs.FindLatestAsync(wiki.Wiki.Id, context.RequestAborted) is { } job
            ? Json(await views.ReadAsync(job, context.RequestAborted))
            : throw new DeepWikiException(ErrorCode.NotFound, "The wiki has no job, or its jobs were forgotten.");
    }

    private static async Task<IResult> AcceptedAsync(HttpContext context, long id, JobStore jobs, JobViews views)
    {
        var job = await jobs.FindAsync(id, context.RequestAborted) ?? throw new DeepWikiException(ErrorCode.NotFound, "The job was deleted.");
        context.Response.Headers.Location = $"/api/jobs/{JobViews.IdOf(id)}";
        return Json(await views.ReadAsync(job, context.RequestAborted), StatusCodes.Status202Accepted);
    }

    private static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => TypedResults.Json(value, RepositoryResponse.Json, statusCode: status);
}
