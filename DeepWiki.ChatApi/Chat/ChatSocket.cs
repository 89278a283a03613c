using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using DeepWiki.ChatApi.Http.Bodies;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// One WebSocket with everything that is bounded about it: the only place that sends, watches the peer, and ends the connection. No token
/// goes into a receive or send: cancelling one would reset the connection, and the peer would never see a close code.
/// </summary>
internal sealed partial class ChatSocket(WebSocket socket, Stream transport, Action abort, ChatLimits limits, TimeProvider time, ILogger logger)
{
    /// <summary>Close code of a connection that was lost without a close frame (RFC 6455, section 7.4.1).</summary>
    public const int LostConnection = 1006;

    private const int MaxExtraMessages = 100;
    private const int MaxExtraBytes = 1024 * 1024;

    private Task sending = Task.CompletedTask;

    /// <summary>True when the peer sent far more than it may.</summary>
    public bool IsFlooded { get; private set; }

    /// <summary>Close code of the peer: its own, 1000 when it gave none, 1006 when it left without a close frame.</summary>
    public int PeerCode => socket.CloseStatus switch
    {
        null => LostConnection,
        WebSocketCloseStatus.Empty => (int)WebSocketCloseStatus.NormalClosure,
        var code => (int)code,
    };

    /// <exception cref="ConnectionLostException">The peer is gone or broke the protocol.</exception>
    public async Task<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, CancellationToken.None);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException)
        {
            throw new ConnectionLostException("The connection broke while it was read.", exception);
        }
    }

    /// <summary>Sends one text message. Awaiting it is the back-pressure that reaches the model.</summary>
    /// <exception cref="ConnectionLostException">The peer is gone, or took nothing for too long.</exception>
    public async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var count = Encoding.UTF8.GetBytes(text, bytes);
        sending = socket.SendAsync(bytes.AsMemory(0, count), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).AsTask();
        try
        {
            await sending.WaitAsync(limits.SendTimeout, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new ConnectionLostException("The peer did not read in time.", exception);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException)
        {
            throw new ConnectionLostException("The connection broke while it was written.", exception);
        }
        finally
        {
            // A send that was given up still reads them: then they are left to the collector.
            if (sending.IsCompleted)
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }

    /// <summary>Sees the peer's close, its pongs and its silence while an answer runs; what else it sends is dropped within bounds.</summary>
    /// <param name="left">Cancelled when the peer is gone.</param>
    public async Task WatchAsync(CancellationTokenSource left)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        var (messages, bytes) = (0, 0);
        try
        {
            while (!IsFlooded)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                // Empty fragments would otherwise cost nothing.
                bytes += result.Count;
                messages += result.EndOfMessage || result.Count == 0 ? 1 : 0;
                IsFlooded = messages > MaxExtraMessages || bytes > MaxExtraBytes;
            }
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // Reset, vanished, broke the protocol, or aborted by us: in every case the peer is gone.
            LogConnectionLost(exception.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await left.CancelAsync();
        }
    }

    /// <summary>Ends the connection: the last text, our close, time for the peer to read it and to close as well, and in any case an end.</summary>
    /// <param name="last">The error text; null for none.</param>
    /// <param name="code">Close code.</param>
    /// <param name="reason">The error's name, or nothing.</param>
    /// <param name="pending">A receive that is still under way.</param>
    /// <param name="limit">Time that the whole ending may take.</param>
    public async Task EndAsync(string? last, int code, string reason, Task? pending, TimeSpan limit)
    {
        using var timer = new CancellationTokenSource(limit, time);
        var draining = Task.CompletedTask;
        var ended = false;
        try
        {
            await sending.WaitAsync(timer.Token);
            if (last is not null && socket.State == WebSocketState.Open)
            {
                await SendAsync(last, timer.Token);
            }

            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None).WaitAsync(timer.Token);
            }

            draining = DrainAsync(pending);
            await draining.WaitAsync(timer.Token);
            ended = true;
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            LogConnectionLost(exception.Message);
        }
        finally
        {
            socket.Abort();
            if (!ended)
            {
                abort();
            }

            await Task.WhenAll(draining, sending, pending ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>True when this is how connections end, and not a fault of ours.</summary>
    public static bool IsLoss(Exception exception) =>
        exception is ConnectionLostException or WebSocketException or IOException
            or OperationCanceledException or ObjectDisposedException or InvalidOperationException;

    // Returning at once would reset the connection before the peer has read the close frame.
    private async Task DrainAsync(Task? pending)
    {
        var buffer = new byte[4096];
        try
        {
            await (pending ?? Task.CompletedTask);
            while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            {
                await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            }
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            LogConnectionLost(exception.Message);
        }

        if (socket.State != WebSocketState.Closed)
        {
            // Bytes the framework no longer reads must be drained: the connection would be reset over them.
            int count;
            do
            {
                count = await transport.ReadAsync(buffer.AsMemory(), CancellationToken.None);
            }
            while (count > 0 && !EndsInClose(buffer.AsSpan(0, count)));
        }
    }

    // A close from a client is 0x88, 0x80 + length, four bytes of mask and that many more; it is the last thing a client sends.
    private static bool EndsInClose(ReadOnlySpan<byte> bytes)
    {
        for (var length = 0; length <= 125 && bytes.Length >= length + 6; length++)
        {
            var frame = bytes[^(length + 6)..];
            if (frame[0] == 0x88 && frame[1] == 0x80 + length)
            {
                return true;
            }
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "WebSocket connection ended early: {Reason}")]
    private partial void LogConnectionLost(string reason);
}
