using System.Globalization;

namespace DeepWiki.Core.Caching;

/// <summary>
/// Limits calls of all replicas together to a provider when they write wikis: a pause it demanded holds for each of them, and so does the number of
/// tokens a minute. Without Redis each goes by its own answers.
/// </summary>
public sealed class ProviderThrottle(RedisStore redis, TimeProvider time)
{
    private static readonly TimeSpan WindowExpiry = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(15);

    /// <summary>Tells all replicas to leave the provider alone for a while, at most 15 minutes.</summary>
    public Task PauseAsync(string provider, TimeSpan pause, CancellationToken cancellationToken) =>
        redis.SetAsync(RedisKeys.ProviderPause(provider), "1", pause < MaxPause ? pause : MaxPause, cancellationToken);

    /// <summary>Waits until the provider may be asked.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="tokensPerMinute">Tokens that all replicas may take from it a minute; null for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitAsync(string provider, int? tokensPerMinute, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await redis.FindExpiryAsync(RedisKeys.ProviderPause(provider), cancellationToken) is { } pause && pause > TimeSpan.Zero)
            {
                await Task.Delay(pause < MaxPause ? pause : MaxPause, time, cancellationToken);
                continue;
            }

            var now = time.GetUtcNow();
            if (tokensPerMinute is not { } most
                || await redis.GetAsync(RedisKeys.ProviderTokens(provider, Minute(now)), cancellationToken) is not { } spent
                || long.Parse(spent, CultureInfo.InvariantCulture) < most)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(61 - now.Second), time, cancellationToken);
        }
    }

    /// <summary>Counts tokens that were taken.</summary>
    public Task SpendAsync(string provider, long tokens, CancellationToken cancellationToken) =>
        redis.CountAsync(RedisKeys.ProviderTokens(provider, Minute(time.GetUtcNow())), tokens, WindowExpiry, cancellationToken);

    private static long Minute(DateTimeOffset now) => now.ToUnixTimeSeconds() / 60;
}
