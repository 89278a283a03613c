using DeepWiki.Core.Telemetry;
using StackExchange.Redis;

namespace DeepWiki.Core.Caching;

/// <summary>
/// Leases of running asks in Redis: the replica that has one answers the ask. It renews it often; one that is renewed no more can be taken by another.
/// Source of the compare-and-set: redis.io, distributed locks.
/// </summary>
public sealed class AskLeases(RedisStore redis)
{
    // Takes what is free, keeps what is ours, and gives the word that was left for the ask.
    private const string RenewScript =
        """
        local holder = redis.call('get', KEYS[1])
        if holder and holder ~= ARGV[1] then return 'lost' end
        redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
        return redis.call('hget', KEYS[2], 'control') or ''
        """;

    private const string ReleaseScript = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

    /// <summary>Time after which a lease that is not renewed ends.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    /// <summary>Takes the lease of an ask that nobody answers. False when another replica has it, null when Redis does not answer.</summary>
    public Task<bool?> TakeAsync(string ask, string replica, CancellationToken cancellationToken) =>
        redis.TryAsync<bool?>(
            Spans.RedisSet, async database => await database.StringSetAsync(RedisKeys.AskLease(ask), replica, Duration, When.NotExists),
            RedisPatience.High, cancellationToken);

    /// <summary>True while a replica answers the ask; also when Redis does not answer, since nothing is known then.</summary>
    public async Task<bool> IsHeldAsync(string ask, CancellationToken cancellationToken) =>
        await redis.TryAsync<bool?>(
            Spans.RedisGet, async database => await database.KeyExistsAsync(RedisKeys.AskLease(ask)), RedisPatience.High, cancellationToken) ?? true;

    /// <summary>Renews the lease of an ask.</summary>
    /// <returns>False when another replica has it; and the word that was left for the ask, null for none.</returns>
    public async Task<(bool IsHeld, string? Control)> RenewAsync(string ask, string replica, CancellationToken cancellationToken)
    {
        var answer = await redis.TryAsync(
            Spans.RedisSet,
            async database => (string?)await database.ScriptEvaluateAsync(
                RenewScript, [RedisKeys.AskLease(ask), RedisKeys.Ask(ask)], [replica, (long)Duration.TotalMilliseconds]),
            RedisPatience.High,
            cancellationToken);
        return (answer != "lost", string.IsNullOrEmpty(answer) ? null : answer);
    }

    /// <summary>Gives a lease back, so that another replica can take the ask at once.</summary>
    public Task ReleaseAsync(string ask, string replica, CancellationToken cancellationToken) =>
        redis.TryAsync(
            Spans.RedisDelete,
            database => database.ScriptEvaluateAsync(ReleaseScript, [RedisKeys.AskLease(ask)], [replica]),
            RedisPatience.High,
            cancellationToken);
}
