using DeepWiki.ChatApi.Http.Bodies;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// Ends open answers when the server stops: from the moment it is asked to, none begins, those under way get a few seconds, then
/// they end with a word. It hangs on the first signal of the stop, because the server waits for open sockets before later ones.
/// </summary>
internal sealed class ChatDrain : IDisposable
{
    private readonly CancellationTokenSource over;
    private readonly CancellationTokenRegistration registration;

    public ChatDrain(IHostApplicationLifetime lifetime, IOptions<ChatLimits> limits, TimeProvider time)
    {
        over = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Stopping = lifetime.ApplicationStopping;
        registration = Stopping.Register(() => over.CancelAfter(limits.Value.DrainTimeout));
    }

    /// <summary>Fires when the service is asked to stop: no answer begins any more.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Fires when the time to drain is over: answers that still run end now.</summary>
    public CancellationToken Over => over.Token;

    public void Dispose()
    {
        registration.Dispose();
        over.Dispose();
    }
}
