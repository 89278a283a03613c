using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// The life of one plain connection: one request, one answer in raw text pieces, one close. From accept to end one receive is always
/// outstanding, or a polite close would not be noticed and the model would go on writing for nobody.
/// </summary>
internal sealed partial class PlainSocket(
    ChatEngine engine, ChatCapacity capacity, IOptions<ChatLimits> options, TimeProvider time, ILogger<PlainSocket> logger)
{
    private const int MostExtraMessages = 100;
    private const int MostExtraBytes = 1024 * 1024;

    private readonly ChatLimits limits = options.Value;
    private bool flooded;

    /// <summary>Serves the socket until it is closed; never throws for what the peer does.</summary>
    public async Task ServeAsync(WebSocket socket, CancellationToken aborted, CancellationToken stopping)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        var receiver = new RequestReceiver(socket, limits, capacity, time);
        Task? watching = null;
        try
        {
            if (await ReceiveAsync(socket, receiver) is not { } message)
            {
                await CloseAsync(socket, socket.CloseStatus is { } code ? (int)code : 1000, "", null);
                return;
            }

            watching = WatchAsync(socket, left);
            var close = await AnswerAsync(socket, message, left.Token, stopping);
            await CloseAsync(socket, close.Code, close.Reason, watching);
        }
        catch (DeepWikiException exception)
        {
            await TrySendAsync(socket, ErrorTable.PlainText(exception));
            var row = ErrorTable.Row(exception.Code);
            await CloseAsync(socket, row.CloseCode, row.Name, receiver.Pending ?? watching);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException)
        {
            // The framework has sent or queued its close for a violation of the protocol; the peer needs time to read it.
            LogConnectionLost(exception.Message);
            await LingerAsync(socket, watching);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReceiveAsync(WebSocket socket, RequestReceiver receiver)
    {
        try
        {
            return await receiver.ReceiveAsync();
        }
        catch (DecoderFallbackException)
        {
            await CloseAsync(socket, 1007, "invalid_utf8", null);
            return null;
        }
    }

    private async Task<(int Code, string Reason)> AnswerAsync(
        WebSocket socket, ReadOnlyMemory<byte> message, CancellationToken gone, CancellationToken stopping)
    {
        await using var answer = engine.Start("ws", limits.IndexWait);
        try
        {
            var request = ChatRequestParser.Parse(message);
            await foreach (var piece in answer.RunAsync(request, gone))
            {
                await SendAsync(socket, piece);
            }

            answer.Complete();
            return (1000, "");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return await FailAsync(socket, answer, new DeepWikiException(ErrorCode.ServerStopping, "The server is shutting down."));
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            answer.ClientGone();
            return flooded ? (1008, "flood") : (socket.CloseStatus is { } code and not WebSocketCloseStatus.Empty ? (int)code : 1000, "");
        }
        catch (WebSocketException)
        {
            answer.ClientGone();
            throw;
        }
        catch (Exception exception)
        {
            return await FailAsync(socket, answer, answer.Judge(exception));
        }
    }

    private async Task<(int Code, string Reason)> FailAsync(WebSocket socket, ChatAnswer answer, DeepWikiException error)
    {
        answer.Fail(error);
        await TrySendAsync(socket, ErrorTable.PlainText(error));
        var row = ErrorTable.Row(error.Code);
        return (row.CloseCode, row.Name);
    }

    // Sees the peer's close, its pongs and its silence while the answer runs; what else it sends is dropped within bounds.
    private async Task WatchAsync(WebSocket socket, CancellationTokenSource left)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        var (messages, bytes) = (0, 0);
        try
        {
            while (messages <= MostExtraMessages && bytes <= MostExtraBytes)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                bytes += result.Count;
                messages += result.EndOfMessage ? 1 : 0;
            }

            flooded = messages > MostExtraMessages || bytes > MostExtraBytes;
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Reset, vanished, or aborted by us: in every case nobody listens any more.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await left.CancelAsync();
        }
    }

    private async Task SendAsync(WebSocket socket, string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var count = Encoding.UTF8.GetBytes(text, bytes);
            var send = socket.SendAsync(bytes.AsMemory(0, count), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            if (!send.IsCompletedSuccessfully)
            {
                await send.AsTask().WaitAsync(limits.Send, time);
            }
        }
        catch (TimeoutException exception)
        {
            socket.Abort();
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The peer did not read in time.", exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private async Task TrySendAsync(WebSocket socket, string text)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        try
        {
            await SendAsync(socket, text);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            LogConnectionLost(exception.Message);
        }
    }

    private async Task CloseAsync(WebSocket socket, int code, string reason, Task? pending)
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None).WaitAsync(limits.Close, time);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or TimeoutException)
        {
            LogConnectionLost(exception.Message);
        }

        await LingerAsync(socket, pending);
    }

    // Returning at once would reset the connection before the peer has read the close frame.
    private async Task LingerAsync(WebSocket socket, Task? pending)
    {
        try
        {
            await DrainAsync(socket, pending).WaitAsync(limits.Close, time);
        }
        catch (Exception exception) when (exception is TimeoutException or WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            LogConnectionLost(exception.Message);
        }
        finally
        {
            socket.Abort();
        }
    }

    private static async Task DrainAsync(WebSocket socket, Task? pending)
    {
        if (pending is not null)
        {
            await pending;
        }

        var buffer = new byte[1024];
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The connection ended early: {Reason}")]
    private partial void LogConnectionLost(string reason);
}
