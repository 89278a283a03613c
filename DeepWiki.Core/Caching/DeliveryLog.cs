namespace DeepWiki.Core.Caching;

/// <summary>Remembers for a day which deliveries of webhooks were taken, so that a repeated one does nothing.</summary>
public sealed class DeliveryLog(RedisStore redis)
{
    private static readonly TimeSpan Expiry = TimeSpan.FromDays(1);

    /// <summary>True for a delivery that was not seen before; also when Redis does not answer, as the job it queues is joined.</summary>
    public async Task<bool> TryTakeAsync(string hook, string delivery, CancellationToken cancellationToken) =>
        await redis.AddAsync(RedisKeys.Delivery(hook, delivery), "1", Expiry, cancellationToken) ?? true;
}
