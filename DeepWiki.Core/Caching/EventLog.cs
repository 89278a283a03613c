using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace DeepWiki.Core.Caching;

/// <summary>
/// Events for those who watch, as streams in Redis: whoever reads behind the last id it saw misses none, whichever replica it asks. PostgreSQL has the
/// truth; without Redis there are no events, and watchers look there.
/// </summary>
public sealed class EventLog(RedisStore redis)
{
    private const int MaxLength = 1000;
    private const int BatchSize = 128;

    private static readonly TimeSpan Expiry = TimeSpan.FromHours(1);

    // A message can be lost with the connection.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    /// <summary>Topic of a wiki, by its public id.</summary>
    public static string WikiTopic(string wiki) => $"wiki:{wiki}";

    /// <summary>Topic of a job.</summary>
    public static string JobTopic(long job) => $"job:{job}";

    /// <summary>Topic of the list of wikis.</summary>
    public static string ListTopic => "wikis";

    /// <summary>Appends an event; lost when Redis is away.</summary>
    public Task PublishAsync(string topic, string type, string json, CancellationToken cancellationToken) =>
        redis.AppendAsync(
            RedisKeys.Events(topic), RedisKeys.EventsChannel(topic), [new("type", type), new("json", json)], MaxLength, Expiry, cancellationToken);

    /// <summary>Events behind an id, then those to come. Null stands for a moment without one, every few seconds.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="after">Id of the last event seen; null for those from now on.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public async IAsyncEnumerable<LoggedEvent?> FollowAsync(string topic, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Listening first closes the gap between what is read and what is told.
        var messages = await redis.SubscribeAsync(RedisKeys.EventsChannel(topic), cancellationToken);
        try
        {
            var last = after ?? await FindLastAsync(topic, cancellationToken);
            while (true)
            {
                var entries = await redis.ReadAsync(RedisKeys.Events(topic), last, BatchSize, cancellationToken);
                foreach (var entry in entries)
                {
                    last = entry.Id!; // An entry that was read has one.
                    yield return new LoggedEvent(last, entry["type"]!, entry["json"]!); // Every entry is written with both.
                }

                if (entries.Count == 0)
                {
                    yield return null;
                    await RedisWait.ForMessageAsync(messages, PollInterval, cancellationToken);
                }
            }
        }
        finally
        {
            messages?.Unsubscribe(CommandFlags.FireAndForget);
        }
    }

    private async Task<string> FindLastAsync(string topic, CancellationToken cancellationToken) =>
        await redis.FindLastIdAsync(RedisKeys.Events(topic), cancellationToken) ?? "0-0";
}
