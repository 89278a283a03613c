using System.Threading.RateLimiting;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// Counts questions, and limits how many of them one address may ask, at once and in a minute; with an API key the key is counted in place of the address, and
/// loopback without a key is not bounded. The limiters are the framework's, its middleware is not used: refusals have the shape of the transport, and
/// what is no question takes no permit.
/// </summary>
internal sealed class RequestRateLimiter : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<string> limiter;

    public RequestRateLimiter(IOptions<ChatLimits> options)
    {
        var limits = options.Value;

        // What is at once comes first: its permit is given back when the minute is used up, not the other way round.
        limiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetConcurrencyLimiter(
                caller, _ => new ConcurrencyLimiterOptions { PermitLimit = limits.ConcurrentRequests })),
            PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(
                caller,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = limits.RequestsPerMinute,
                    TokensPerPeriod = 1,
                    ReplenishmentPeriod = Minute / limits.RequestsPerMinute,
                })));
    }

    /// <summary>Takes the right to ask one question; dispose it when the answer has ended. Null for a caller who is not limited.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.RateLimited"/>.</exception>
    public IDisposable? Enter(HttpContext context)
    {
        if (RequestCaller.CountedAs(context) is not { } caller)
        {
            return null;
        }

        var lease = limiter.AttemptAcquire(caller);
        if (lease.IsAcquired)
        {
            return lease;
        }

        using (lease)
        {
            throw new DeepWikiException(ErrorCode.RateLimited, "Too many questions come from this caller.")
            {
                RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var pause) ? pause : DefaultRetryAfter,
            };
        }
    }

    public void Dispose() => limiter.Dispose();
}
