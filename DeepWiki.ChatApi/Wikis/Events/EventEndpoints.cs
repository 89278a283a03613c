using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http.OpenApi;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Wikis.Events;

/// <summary>Wikis as they change, as server-sent events.</summary>
internal static class EventEndpoints
{
    private const string EventStreamType = "text/event-stream";

    public static IServiceCollection AddWikiEvents(this IServiceCollection services) => services.AddSingleton<WikiFeed>().AddSingleton<WikiListFeed>();

    public static void MapWikiEvents(this WebApplication app)
    {
        app.MapGet("/api/wikis/events", WatchListAsync).DescribedAs(OfList).Produces<string>(StatusCodes.Status200OK, EventStreamType);
        app.MapGet("/api/wikis/{id}/events", WatchAsync).DescribedAs(OfWiki).Produces<string>(StatusCodes.Status200OK, EventStreamType);
    }

    private static RouteDescription OfList => new(
        "Watch the list of wikis", "Server-sent events: snapshot (the 50 newest rows), change (a row), removed (its id).")
    {
        Errors = [ErrorCode.Unauthorized, ErrorCode.Busy, ErrorCode.ServerStopping],
    };

    private static RouteDescription OfWiki => new(
        "Watch a wiki",
        "Server-sent events: snapshot (the outline), progress (pages written), change (planned, pageWritten, pageFailed, generation; tree while events are not "
            + "logged). A client that comes back with Last-Event-ID gets what it missed after the snapshot.")
    {
        Parameters =
        [
            new("Last-Event-ID", "Id of the last event seen.", "1700000000000-0", IsHeader: true),
            new(RepositoryToken.Header, "The token of a private repository.", "ghp_…", IsHeader: true),
        ],
        Errors = [ErrorCode.InvalidRequest, ErrorCode.Unauthorized, ErrorCode.NotFound, ErrorCode.Busy, ErrorCode.ServerStopping],
    };

    private static Task WatchListAsync(HttpContext context, WikiListFeed feed, WatcherStreams streams) => streams.RunAsync(context, feed.RunAsync);

    private static async Task WatchAsync(HttpContext context, string id, WikiAccess access, WikiFeed feed, WatcherStreams streams)
    {
        var token = RepositoryToken.Parse(context.Request.Headers);
        await access.OpenAsync(id, token, context.RequestAborted);
        await streams.RunAsync(context, (stream, gone) => feed.RunAsync(stream, id, token, gone));
    }
}
