using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Chat;

/// <summary>Bounds what one remote address may ask: so much at once, so much a minute. Whoever sits at the machine itself is not bounded.</summary>
internal sealed class AskLimiter : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<string> limiter;

    public AskLimiter(IOptions<ChatLimits> options)
    {
        var limits = options.Value;

        // What is at once comes first: its permit is given back when the minute is used up, not the other way round.
        limiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetConcurrencyLimiter(
                caller, _ => new ConcurrencyLimiterOptions { PermitLimit = limits.AsksAtOnce })),
            PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(
                caller,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = limits.AsksPerMinute,
                    TokensPerPeriod = 1,
                    ReplenishmentPeriod = Minute / limits.AsksPerMinute,
                })));
    }

    /// <summary>Takes the right to ask one question; dispose it when the answer has ended.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.RateLimited"/>.</exception>
    public IDisposable? Enter(IPAddress? remote)
    {
        if (CallerOf(remote) is not { } caller)
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
            throw new DeepWikiException(ErrorCode.RateLimited, "Too many questions come from this address.")
            {
                RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var pause) ? pause : UsualPause,
            };
        }
    }

    /// <summary>Whom the bounds count as one; null for whoever is not bounded.</summary>
    public static string? CallerOf(IPAddress? remote) => remote is null || IPAddress.IsLoopback(remote) ? null : Partition(remote);

    public void Dispose() => limiter.Dispose();

    // Who has one address of version 6 has 2^64 of them.
    private static string Partition(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : address.ToString();
}
