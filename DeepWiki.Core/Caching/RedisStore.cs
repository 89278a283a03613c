using System.Diagnostics;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DeepWiki.Core.Caching;

/// <summary>
/// Redis as something that may vanish at any instant: each operation has its own time limit, and after a failure none is tried for a
/// few seconds. Callers get "nothing", never an exception, and go on with PostgreSQL. Only who takes a value learns whether it was Redis that was away.
/// </summary>
public sealed partial class RedisStore(IConnectionMultiplexer connection, TimeProvider time, ILogger<RedisStore> logger)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(5);

    private long closedUntil;

    public async Task<string?> GetAsync(string key, CancellationToken cancellationToken)
    {
        var value = await TryAsync(Spans.RedisGet, database => database.StringGetAsync(key), RedisPatience.Low, cancellationToken);
        return value.HasValue ? (string?)value : null;
    }

    public Task<bool> SetAsync(string key, string value, TimeSpan expiry, CancellationToken cancellationToken) =>
        TryAsync(Spans.RedisSet, database => database.StringSetAsync(key, value, expiry), RedisPatience.Low, cancellationToken);

    /// <summary>The same for a value that nothing can stand in for: it is tried though Redis failed a moment ago, and for longer.</summary>
    public Task<bool> SetNeededAsync(string key, string value, TimeSpan expiry, CancellationToken cancellationToken) =>
        TryAsync(Spans.RedisSet, database => database.StringSetAsync(key, value, expiry), RedisPatience.Needed, cancellationToken);

    public Task<bool> DeleteAsync(string key, CancellationToken cancellationToken) =>
        TryAsync(Spans.RedisDelete, database => database.KeyDeleteAsync(key), RedisPatience.Low, cancellationToken);

    /// <summary>Sets a value that is not there yet; null when Redis does not answer, false when it was there.</summary>
    public async Task<bool?> AddAsync(string key, string value, TimeSpan expiry, CancellationToken cancellationToken) =>
        await TryAsync<bool?>(
            Spans.RedisSet, async database => await database.StringSetAsync(key, value, expiry, When.NotExists), RedisPatience.Low, cancellationToken);

    /// <summary>Adds to a counter, which is made when it is not there; null when Redis does not answer.</summary>
    public async Task<long?> CountAsync(string key, long more, TimeSpan expiry, CancellationToken cancellationToken) =>
        await TryAsync<long?>(
            Spans.RedisSet,
            async database =>
            {
                var sum = await database.StringIncrementAsync(key, more);
                await database.KeyExpireAsync(key, expiry, CommandFlags.FireAndForget);
                return sum;
            },
            RedisPatience.Low,
            cancellationToken);

    /// <summary>Time until a value expires; null when there is none, or Redis does not answer.</summary>
    public Task<TimeSpan?> FindExpiryAsync(string key, CancellationToken cancellationToken) =>
        TryAsync(Spans.RedisGet, database => database.KeyTimeToLiveAsync(key), RedisPatience.Low, cancellationToken);

    /// <summary>Appends an entry to a stream and wakes those who wait on its channel. False when Redis does not answer.</summary>
    public Task<bool> AppendAsync(
        string key, string channel, IReadOnlyList<KeyValuePair<string, string>> fields, int maxLength, TimeSpan expiry, CancellationToken cancellationToken) =>
        TryAsync(
            Spans.RedisSet,
            async database =>
            {
                var entries = fields.Select(field => new NameValueEntry(field.Key, field.Value)).ToArray();
                await database.StreamAddAsync(key, entries, maxLength: maxLength, useApproximateMaxLength: true);
                await database.KeyExpireAsync(key, expiry, CommandFlags.FireAndForget);
                await database.PublishAsync(RedisChannel.Literal(channel), "1", CommandFlags.FireAndForget);
                return true;
            },
            RedisPatience.Low,
            cancellationToken);

    /// <summary>Entries of a stream behind an id; none when Redis does not answer.</summary>
    public async Task<IReadOnlyList<StreamEntry>> ReadAsync(string key, string after, int most, CancellationToken cancellationToken) =>
        await TryAsync(Spans.RedisGet, database => database.StreamRangeAsync(key, $"({after}", "+", most), RedisPatience.Low, cancellationToken) ?? [];

    /// <summary>Id of the last entry of a stream; null when it has none, or Redis does not answer.</summary>
    public async Task<string?> FindLastIdAsync(string key, CancellationToken cancellationToken) =>
        await TryAsync(
            Spans.RedisGet, database => database.StreamRangeAsync(key, "-", "+", 1, Order.Descending), RedisPatience.Low, cancellationToken) is [var last]
            ? (string?)last.Id
            : null;

    /// <summary>Messages of a channel; null when Redis does not answer. Unsubscribe it when done.</summary>
    public async Task<ChannelMessageQueue?> SubscribeAsync(string channel, CancellationToken cancellationToken) =>
        await TryAsync(
            Spans.RedisGet, _ => connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal(channel)), RedisPatience.Low, cancellationToken);

    /// <summary>Reads and deletes in one step, so that a value is seen once. Not answered means that the value may still be there.</summary>
    public async Task<(bool IsAnswered, string? Value)> TakeAsync(string key, CancellationToken cancellationToken)
    {
        // Null is Redis's answer for "no such key"; without an answer there is no value at all.
        var value = await TryAsync<RedisValue?>(
            Spans.RedisTake, async database => await database.StringGetDeleteAsync(key), RedisPatience.Needed, cancellationToken);
        return value is { } answer ? (true, (string?)answer) : (false, null);
    }

    /// <summary>Runs commands on Redis; the default value when it does not answer.</summary>
    internal async Task<T?> TryAsync<T>(string operation, Func<IDatabase, Task<T>> call, RedisPatience patience, CancellationToken cancellationToken)
    {
        if (patience != RedisPatience.Needed && time.GetTimestamp() < Interlocked.Read(ref closedUntil))
        {
            return default;
        }

        // A span without a parent would be the noise of polling.
        using var activity = Activity.Current is null ? null : DeepWikiTelemetry.Source.StartActivity(operation, ActivityKind.Client);
        activity?.SetTag(Tags.DatabaseSystem, "redis").SetTag(Tags.DatabaseOperation, operation);
        try
        {
            return await call(connection.GetDatabase()).WaitAsync(patience == RedisPatience.Low ? Limit : LongLimit, time, cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            Interlocked.Exchange(ref closedUntil, time.GetTimestamp() + (long)(BreakDuration.TotalSeconds * time.TimestampFrequency));
            activity.Fail(exception);
            LogRedisUnavailable(operation, exception.GetType().Name);
            return default;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis did not answer {Operation} ({Reason}); going on without it for a few seconds")]
    private partial void LogRedisUnavailable(string operation, string reason);
}
