using System.Buffers;
using System.Net.WebSockets;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// Receives one message of a socket within its limits. A receive that is overtaken by a timer stays pending for the close. That
/// the text is valid UTF-8 the framework has checked, also over fragments.
/// </summary>
internal sealed class RequestReceiver(ChatSocket socket, ChatLimits limits, TimeSpan firstByte, BufferShare share, TimeProvider time)
{
    private const int FragmentBytes = 16 * 1024;

    /// <summary>A receive that was still under way when a limit was reached; null when none was.</summary>
    public Task<ValueWebSocketReceiveResult>? Pending { get; private set; }

    /// <summary>The whole message; null when the peer closed first.</summary>
    /// <exception cref="DeepWikiException">Binary, too large, too late, no memory for it, or the service stops.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken stopping)
    {
        var message = new RequestBuffer(share);
        var start = time.GetTimestamp();

        // An empty buffer waits for data without holding any memory for it.
        var result = await LimitAsync(socket.ReceiveAsync(Memory<byte>.Empty), firstByte, stopping);
        start = firstByte == Timeout.InfiniteTimeSpan ? time.GetTimestamp() : start;
        var fragment = ArrayPool<byte>.Shared.Rent(FragmentBytes);
        try
        {
            while (true)
            {
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                Take(result, fragment, message);
                if (result.EndOfMessage)
                {
                    return message.Complete();
                }

                var left = limits.ReceiveLimit(message.Length) - time.GetElapsedTime(start);
                result = await LimitAsync(socket.ReceiveAsync(fragment), left, stopping);
            }
        }
        finally
        {
            // A pending receive still writes into it: then it is left to the collector.
            if (Pending is null)
            {
                ArrayPool<byte>.Shared.Return(fragment);
            }
        }
    }

    private void Take(ValueWebSocketReceiveResult result, byte[] fragment, RequestBuffer message)
    {
        if (result.MessageType == WebSocketMessageType.Binary)
        {
            throw new DeepWikiException(ErrorCode.UnsupportedData, "Binary messages are not supported");
        }

        if (message.Length + result.Count > limits.MaxMessageBytes)
        {
            throw limits.TooLarge();
        }

        message.Append(fragment.AsSpan(0, result.Count));
    }

    private async Task<ValueWebSocketReceiveResult> LimitAsync(Task<ValueWebSocketReceiveResult> receive, TimeSpan limit, CancellationToken stopping)
    {
        try
        {
            return await receive.WaitAsync(limit > TimeSpan.Zero || limit == Timeout.InfiniteTimeSpan ? limit : TimeSpan.Zero, time, stopping);
        }
        catch (TimeoutException exception)
        {
            Pending = receive;
            throw new DeepWikiException(ErrorCode.RequestTimeout, "No request was received in time", exception);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !receive.IsCompleted)
        {
            Pending = receive;
            throw ChatCapacity.Stopping();
        }
    }
}
