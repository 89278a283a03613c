using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DeepWiki.Core.Caching;

/// <summary>
/// Read-through cache of repository metadata in Redis: one load per key and process, expiry spread by a tenth, dropped by whoever
/// activates an index. Without Redis each read goes to the store behind it. A value is untrusted: what does not parse is a miss.
/// </summary>
public sealed class MetadataCache(RedisStore redis)
{
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> loads = new(StringComparer.Ordinal);

    /// <summary>The cached value for <paramref name="identity"/>, or what <paramref name="load"/> finds; null is not remembered.</summary>
    public async Task<T?> GetAsync<T>(
        string identity, JsonTypeInfo<T> type, Func<CancellationToken, Task<T?>> load, CancellationToken cancellationToken)
        where T : class
    {
        var key = RedisKeys.Metadata(identity);
        if (Parse(await redis.GetAsync(key, cancellationToken), type) is { } cached)
        {
            return cached;
        }

        // The load belongs to everybody who waits for it, so one caller's leaving must not end it.
        var shared = loads.GetOrAdd(key, _ => new(() => LoadAsync(key, type, load)));
        try
        {
            return Parse(await shared.Value.WaitAsync(cancellationToken), type);
        }
        finally
        {
            loads.TryRemove(new(key, shared));
        }
    }

    /// <summary>Forgets the value: something it says has changed.</summary>
    public Task InvalidateAsync(string identity, CancellationToken cancellationToken) =>
        redis.DeleteAsync(RedisKeys.Metadata(identity), cancellationToken);

    private async Task<string?> LoadAsync<T>(string key, JsonTypeInfo<T> type, Func<CancellationToken, Task<T?>> load)
        where T : class
    {
        if (await load(CancellationToken.None) is not { } loaded)
        {
            return null;
        }

        var json = JsonSerializer.Serialize(loaded, type);
        await redis.SetAsync(key, json, Expiry * (0.9 + (0.2 * Random.Shared.NextDouble())), CancellationToken.None);
        return json;
    }

    private static T? Parse<T>(string? json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
