using System.Threading.RateLimiting;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>Limits how often one caller may have hosts asked. A caller on loopback without a key is not bounded.</summary>
internal sealed class CheckLimiter : IDisposable
{
    private const int PerMinute = 30;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = PerMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / PerMinute,
        }));

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.RateLimited"/>.</exception>
    public void Enter(HttpContext context)
    {
        if (RequestCaller.CountedAs(context) is { } caller)
        {
            using var lease = limiter.AttemptAcquire(caller);
            if (!lease.IsAcquired)
            {
                throw new DeepWikiException(ErrorCode.RateLimited, "Too many repositories are looked at by this caller.")
                {
                    RetryAfter = TimeSpan.FromSeconds(2),
                };
            }
        }
    }

    public void Dispose() => limiter.Dispose();
}
