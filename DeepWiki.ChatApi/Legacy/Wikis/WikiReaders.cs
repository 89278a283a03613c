using System.Threading.RateLimiting;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>
/// Bounds how many saved wikis one caller is sent at once: each is held until it is read. The others wait, for a client to whom a wiki is
/// refused makes it anew. Whoever sits at the machine itself is not bounded.
/// </summary>
internal sealed class WikiReaders : IDisposable
{
    private const int AtOnce = 4;
    private const int MaxWaiting = 200;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetConcurrencyLimiter(caller, _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = MaxWaiting }));

    /// <summary>Takes the right to read one wiki; dispose it when it was sent. Null for a caller who is not limited.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.RateLimited"/> when too many of the caller wait already.</exception>
    public async Task<IDisposable?> EnterAsync(HttpContext context)
    {
        if (RequestCaller.CountedAs(context) is not { } caller)
        {
            return null;
        }

        var lease = await limiter.AcquireAsync(caller, cancellationToken: context.RequestAborted);
        return lease.IsAcquired ? lease : throw new DeepWikiException(ErrorCode.RateLimited, "Too many wikis are read by this caller.");
    }

    public void Dispose() => limiter.Dispose();
}
