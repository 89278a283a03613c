using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// Receives the one request of a plain socket within its limits. No token goes into a receive: cancelling one would abort the socket,
/// and the client would see a reset instead of the close code. A receive that is overtaken by a timer stays pending for the close.
/// </summary>
internal sealed class RequestReceiver(WebSocket socket, ChatLimits limits, ChatCapacity capacity, TimeProvider time)
{
    private const int PieceBytes = 16 * 1024;
    private const int BytesPerExtraSecond = 256 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A receive that was still under way when a limit was reached.</summary>
    public Task<ValueWebSocketReceiveResult>? Pending { get; private set; }

    /// <summary>The whole message; null when the peer closed first.</summary>
    /// <exception cref="DeepWikiException">Binary, too large, too late, or no memory for it.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync()
    {
        var message = new ArrayBufferWriter<byte>();
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        long reserved = 0;
        var start = time.GetTimestamp();
        try
        {
            // An empty buffer waits for data without holding any memory for it.
            var first = await LimitAsync(socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).AsTask(), limits.FirstByte);
            if (first.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            while (true)
            {
                var left = limits.WholeMessage + TimeSpan.FromSeconds(message.WrittenCount / BytesPerExtraSecond) - time.GetElapsedTime(start);
                var result = await LimitAsync(socket.ReceiveAsync(piece.AsMemory(), CancellationToken.None).AsTask(), left);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                Check(result, message.WrittenCount);
                capacity.Reserve(result.Count);
                reserved += result.Count;
                message.Write(piece.AsSpan(0, result.Count));
                if (result.EndOfMessage)
                {
                    Strict.GetCharCount(message.WrittenSpan);
                    return message.WrittenMemory;
                }
            }
        }
        finally
        {
            capacity.Free(reserved);

            // A pending receive still writes into it: then it is left to the collector.
            if (Pending is null)
            {
                ArrayPool<byte>.Shared.Return(piece);
            }
        }
    }

    private void Check(ValueWebSocketReceiveResult result, int received)
    {
        if (result.MessageType == WebSocketMessageType.Binary)
        {
            throw new DeepWikiException(ErrorCode.UnsupportedData, "Binary messages are not supported");
        }

        if (received + result.Count > limits.MaxMessageBytes)
        {
            throw new DeepWikiException(ErrorCode.MessageTooLarge, $"The request is larger than {limits.MaxMessageBytes} bytes");
        }
    }

    private async Task<ValueWebSocketReceiveResult> LimitAsync(Task<ValueWebSocketReceiveResult> receive, TimeSpan limit)
    {
        using var timer = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time);
        try
        {
            return await receive.WaitAsync(timer.Token);
        }
        catch (OperationCanceledException exception) when (timer.IsCancellationRequested)
        {
            Pending = receive;
            throw new DeepWikiException(ErrorCode.RequestTimeout, "No request was received in time", exception);
        }
    }
}
