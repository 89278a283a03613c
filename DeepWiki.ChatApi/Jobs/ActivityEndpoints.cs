using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Jobs;

/// <summary>The work of the service at a glance.</summary>
internal static class ActivityEndpoints
{
    private const int MaxLive = 100;
    private const int MaxRecent = 20;

    public static void MapActivity(this WebApplication app) =>
        app.MapGet("/api/activity", GetAsync).DescribedAs(Description).Produces<ActivityView>();

    private static RouteDescription Description => new(
        "The work of this moment",
        "Jobs that run, wait and ended last, with stages, times and trace ids, about repositories that anybody may read, and the open streams of this replica.")
    {
        Errors = [ErrorCode.Unauthorized],
    };

    private static async Task<IResult> GetAsync(HttpContext context, JobStore jobs, JobViews views, ChatCapacity capacity, WatcherStreams watchers)
    {
        var live = new Dictionary<JobState, IReadOnlyList<JobView>>();
        foreach (var state in (JobState[])[JobState.Running, JobState.Queued])
        {
            live[state] = await views.ReadAsync(await jobs.ListReadableAsync(state, null, MaxLive, context.RequestAborted), context.RequestAborted);
        }

        var newest = await jobs.ListReadableAsync(null, null, MaxLive, context.RequestAborted);
        var ended = newest.Where(job => job.HasEnded).OrderByDescending(job => job.FinishedAt).Take(MaxRecent).ToList();
        RepositoryResponse.Restrict(context.Response.Headers);
        return TypedResults.Json(
            new ActivityView(
                live[JobState.Running], live[JobState.Queued], await views.ReadAsync(ended, context.RequestAborted),
                new StreamCountsView(capacity.Sockets, capacity.Answers, watchers.Open)),
            RepositoryResponse.Json);
    }
}
