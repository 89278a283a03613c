using System.Threading.Channels;
using StackExchange.Redis;

namespace DeepWiki.Core.Caching;

/// <summary>Waits for the next message of a channel, or for a while.</summary>
internal static class RedisWait
{
    /// <summary>The next message; null when none came in time, or nobody listens.</summary>
    public static async Task<string?> ForMessageAsync(ChannelMessageQueue? messages, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (messages is null)
        {
            await Task.Delay(limit, cancellationToken);
            return null;
        }

        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limit);
        try
        {
            return (await messages.ReadAsync(timer.Token)).Message;
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }
}
