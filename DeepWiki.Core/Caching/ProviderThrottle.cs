using System.Globalization;

namespace DeepWiki.Core.Caching;

/// <summary>
/// Limits calls of all replicas together to a provider when they write wikis: a pause it demanded holds for each of them, and so does the number of
/// tokens a minute. Without Redis each goes by its own answers.
/// </summary>
public sealed class ProviderThrottle(RedisStore redis, TimeProvider time)
{
    private static readonly TimeSpan WindowExpiry = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(15);

    /// <summary>Tells all replicas to leave the provider alone for a while, from one second to 15 minutes; a longer pause it is in stays.</summary>
    public async Task PauseAsync(string provider, TimeSpan pause, CancellationToken cancellationToken)
    {
        var bounded = pause < MinPause ? MinPause : pause > MaxPause ? MaxPause : pause;
        if (!(await redis.FindExpiryAsync(RedisKeys.ProviderPause(provider), cancellationToken) > bounded))
        {
            await redis.SetAsync(RedisKeys.ProviderPause(provider), "1", bounded, cancellationToken);
        }
    }

    /// <summary>Time until the provider may be asked; null when it may be now.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="tokensPerMinute">Tokens that all replicas may take from it a minute; null for no limit.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<TimeSpan?> FindPauseAsync(string provider, int? tokensPerMinute, CancellationToken cancellationToken)
    {
        if (await redis.FindExpiryAsync(RedisKeys.ProviderPause(provider), cancellationToken) is { } pause && pause > TimeSpan.Zero)
        {
            return pause;
        }

        var now = time.GetUtcNow();
        return tokensPerMinute is { } most
            && await redis.GetAsync(RedisKeys.ProviderTokens(provider, Minute(now)), cancellationToken) is { } spent
            && long.Parse(spent, CultureInfo.InvariantCulture) >= most
            ? TimeSpan.FromSeconds(60 - now.Second)
            : null;
    }

    /// <summary>Counts tokens that were taken.</summary>
    public Task SpendAsync(string provider, long tokens, CancellationToken cancellationToken) =>
        redis.CountAsync(RedisKeys.ProviderTokens(provider, Minute(time.GetUtcNow())), tokens, WindowExpiry, cancellationToken);

    private static long Minute(DateTimeOffset now) => now.ToUnixTimeSeconds() / 60;
}
