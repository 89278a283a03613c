using System.Collections.Concurrent;
using DeepWiki.ChatApi.Chat;

namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>
/// The only one that sends on a typed socket. Frames of the socket itself go first, then one frame of each ask and subscription in turn, so that none of them
/// waits for a longer one; a send is awaited, so a slow client holds back its own readers and nobody else.
/// </summary>
internal sealed class SocketWriter(ChatSocket socket) : IDisposable
{
    private const int MaxWaiting = 64;

    private readonly ConcurrentQueue<string> frames = new();
    private readonly ConcurrentDictionary<string, Attachment> attachments = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim signal = new(0, 1);
    private volatile bool isEnding;

    /// <summary>Asks and subscriptions by the ids of the client.</summary>
    public ConcurrentDictionary<string, Attachment> Attachments => attachments;

    /// <summary>True when far more frames of the socket itself wait than a client leads to that reads.</summary>
    public bool IsFull => frames.Count > MaxWaiting;

    /// <summary>Queues a frame of the socket itself.</summary>
    public void Send(string frame)
    {
        frames.Enqueue(frame);
        Wake();
    }

    /// <summary>Says that there may be something to send.</summary>
    public void Wake()
    {
        if (signal.CurrentCount == 0)
        {
            try
            {
                signal.Release();
            }
            catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
            {
                // Another said so at the same time, or the socket is gone.
            }
        }
    }

    /// <summary>Lets the writer end once nothing waits.</summary>
    public void End()
    {
        isEnding = true;
        Wake();
    }

    /// <summary>Sends until it is ended.</summary>
    /// <exception cref="Http.Bodies.ConnectionLostException">The peer is gone, or took nothing for too long.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (await SendNextAsync(cancellationToken))
            {
                // Every reader had its turn; there may be more.
            }

            if (isEnding)
            {
                return;
            }

            await signal.WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => signal.Dispose();

    private async Task<bool> SendNextAsync(CancellationToken cancellationToken)
    {
        var hasSent = await SendOwnAsync(cancellationToken);
        foreach (var (id, attachment) in attachments)
        {
            if (attachment.Reader is not { } reader || !reader.TryRead(out var frame))
            {
                continue;
            }

            hasSent = true;
            await socket.SendAsync(frame.WithId(id, frame.Number == 1 ? attachment.Extra : ""), cancellationToken);
            if (frame.Type is "done" or "error" or "unsubscribed")
            {
                attachments.TryRemove(id, out _);
                await attachment.DisposeAsync();
            }

            await SendOwnAsync(cancellationToken);
        }

        return hasSent;
    }

    private async Task<bool> SendOwnAsync(CancellationToken cancellationToken)
    {
        var hasSent = false;
        while (frames.TryDequeue(out var frame))
        {
            await socket.SendAsync(frame, cancellationToken);
            hasSent = true;
        }

        return hasSent;
    }
}
