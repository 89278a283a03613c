using System.Buffers;
using System.IO.Pipelines;
using DeepWiki.Core.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>
/// Receives the body of a raw HTTP stream within its limits. A pending read is ended through its reader and not by a token: cancelling it
/// would leave the server's own reader in a state that it takes for a fault.
/// </summary>
internal sealed class BodyReceiver(HttpContext context, ChatLimits limits, BufferShare share, TimeProvider time)
{
    /// <summary>The whole body of a question.</summary>
    /// <exception cref="DeepWikiException">Not called JSON, too large, too late, no memory for it, or not to be read.</exception>
    public Task<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken) => ReceiveAsync(limits.MaxMessageBytes, cancellationToken);

    /// <summary>The whole body of at most so many bytes.</summary>
    /// <exception cref="DeepWikiException">Not called JSON, too large, too late, no memory for it, or not to be read.</exception>
    public async Task<ReadOnlyMemory<byte>> ReceiveAsync(int most, CancellationToken cancellationToken)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new DeepWikiException(ErrorCode.InvalidRequest, "The request must have the content type application/json.")
            {
                Faults = [new("", "model_attributes_type", "The request must have the content type application/json")],
            };
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = most;
        }

        try
        {
            return await ReadAsync(context.Request.BodyReader, cancellationToken);
        }
        catch (BadHttpRequestException exception)
        {
            throw exception.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => ChatLimits.TooLarge(most),
                StatusCodes.Status408RequestTimeout => Late(exception),
                _ => new DeepWikiException(ErrorCode.InvalidRequest, "The request could not be read.", exception),
            };
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var message = new RequestBuffer(share);
        await using var timer = time.CreateTimer(_ => reader.CancelPendingRead(), null, limits.ReceiveTimeout, Timeout.InfiniteTimeSpan);
        await using var leaving = cancellationToken.Register(reader.CancelPendingRead);
        while (true)
        {
            var result = await reader.ReadAsync(CancellationToken.None);
            try
            {
                Take(result.Buffer, message);
            }
            finally
            {
                reader.AdvanceTo(result.Buffer.End);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (result.IsCompleted)
            {
                return message.Complete();
            }

            var left = limits.ReceiveLimit(message.Length) - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                throw Late(null);
            }

            timer.Change(left, Timeout.InfiniteTimeSpan);
        }
    }

    private static void Take(ReadOnlySequence<byte> buffers, RequestBuffer message)
    {
        foreach (var buffer in buffers)
        {
            message.Append(buffer.Span);
        }
    }

    private static DeepWikiException Late(Exception? cause) =>
        cause is null
            ? new(ErrorCode.RequestTimeout, "No request was received in time")
            : new(ErrorCode.RequestTimeout, "No request was received in time", cause);
}
