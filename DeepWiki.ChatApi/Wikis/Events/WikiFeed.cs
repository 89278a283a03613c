using System.Globalization;
using System.Text.Json;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.ChatApi.Wikis.Views;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Wikis.Events;

/// <summary>
/// Tells those who watch a wiki what changes in it: the events that its writers log, and what PostgreSQL shows beside them, which is all there is while
/// Redis is away.
/// </summary>
internal sealed class WikiFeed(WikiAccess access, WikiReader reader, EventLog log, TimeProvider time)
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    /// <summary>Sends the outline, then what happens until the client leaves or may read the wiki no more.</summary>
    public async Task RunAsync(IEventSink stream, string id, Secret? token, CancellationToken cancellationToken)
    {
        await using var events = log.FollowAsync(EventLog.WikiTopic(id), After(stream.LastEventId), cancellationToken).GetAsyncEnumerator(cancellationToken);

        // Whatever is logged from now on comes, so nothing is lost between the outline and the first event.
        await events.MoveNextAsync();
        var (shown, isTold) = (await ReadAsync(id, token, cancellationToken), false);
        await stream.SendAsync("snapshot", null, JsonSerializer.Serialize(shown, RepositoryResponse.Json), cancellationToken);
        var checkedAt = time.GetTimestamp();
        do
        {
            if (events.Current is { } logged)
            {
                await stream.SendAsync(logged.Type, logged.Id, logged.Json, cancellationToken);
                isTold = true;
                continue;
            }

            await stream.PingAsync(cancellationToken);
            if (time.GetElapsedTime(checkedAt) >= CheckInterval)
            {
                var now = await ReadAsync(id, token, cancellationToken);
                if (!isTold && (now is null || IdentityOf(now) != IdentityOf(shown)))
                {
                    await stream.SendAsync("change", null, Change(id, now), cancellationToken);
                }

                (shown, isTold, checkedAt) = (now, false, time.GetTimestamp());
            }
        }
        while (shown is not null && await events.MoveNextAsync());
    }

    /// <summary>Identity of what a client sees of an outline.</summary>
    private static string IdentityOf(TreeView? tree) => tree is null
        ? ""
        : string.Join('\n', tree.Pages.Select(page => $"{page.Slug} {page.State} {page.Stale}").Prepend($"{tree.Generation} {tree.State}"));

    private static string Change(string id, TreeView? tree) => JsonSerializer.Serialize(
        tree is null
            ? new { kind = "deleted", wiki = id, generation = (int?)null, state = (string?)null }
            : new { kind = "tree", wiki = id, generation = (int?)tree.Generation, state = (string?)tree.State },
        RepositoryResponse.Json);

    // 1700000000000-0; anything else would be a fault to Redis.
    private static string? After(string? id) =>
        id?.Split('-') is [{ Length: <= 18 } time, { Length: <= 18 } number] && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? id
            : null;

    /// <summary>The outline; an empty one before the first plan, null when the wiki is not for the caller any more.</summary>
    private async Task<TreeView?> ReadAsync(string id, Secret? token, CancellationToken cancellationToken)
    {
        // Every few seconds for each watcher: as spans they would bury all others.
        using var untraced = SuppressTracingScope.Begin();
        OpenedWiki opened;
        try
        {
            opened = await access.OpenAsync(id, token, cancellationToken);
        }
        catch (DeepWikiException error) when (error.Code == ErrorCode.NotFound)
        {
            return null;
        }

        try
        {
            var generation = await reader.FindAsync(opened.Wiki, new GenerationQuery(null, null), cancellationToken);
            return await reader.ReadTreeAsync(opened.Wiki, generation, cancellationToken);
        }
        catch (DeepWikiException error) when (error.Code is ErrorCode.NotFound or ErrorCode.Gone)
        {
            return new TreeView(id, 0, "", "queued", opened.Wiki.Title, opened.Wiki.Description, [], [], []);
        }
    }
}
