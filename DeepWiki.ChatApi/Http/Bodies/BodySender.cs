using System.Buffers;
using System.IO.Pipelines;

namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>
/// Sends a large answer to a reader who has as much time as a sender of the same length: what is held for him is not held for ever. The
/// server's own rate for readers would let him take hours.
/// </summary>
internal sealed class BodySender(HttpContext context, ChatLimits limits, TimeProvider time)
{
    private const int PieceBytes = 64 * 1024;

    private readonly PipeWriter writer = context.Response.BodyWriter;
    private readonly long start = time.GetTimestamp();
    private long sent;

    /// <summary>Takes what the next flush sends.</summary>
    public IBufferWriter<byte> Writer => writer;

    public void Write(ReadOnlySpan<byte> bytes) => writer.Write(bytes);

    /// <summary>Sends bytes piece by piece.</summary>
    /// <exception cref="ConnectionLostException">The peer took too long, and its connection was ended.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        for (; bytes.Length > 0; bytes = bytes[Math.Min(bytes.Length, PieceBytes)..])
        {
            writer.Write(bytes.Span[..Math.Min(bytes.Length, PieceBytes)]);
            await FlushAsync();
        }
    }

    /// <exception cref="ConnectionLostException">The peer took too long, and its connection was ended.</exception>
    public ValueTask FlushIfFullAsync() => writer.UnflushedBytes < PieceBytes ? ValueTask.CompletedTask : new ValueTask(FlushAsync());

    /// <exception cref="ConnectionLostException">The peer took too long, and its connection was ended.</exception>
    public async Task FlushAsync()
    {
        sent += writer.UnflushedBytes;
        var left = limits.ReceiveLimit(sent) - time.GetElapsedTime(start);
        var patience = left < limits.SendTimeout ? left : limits.SendTimeout;
        using var limit = new CancellationTokenSource(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            await writer.FlushAsync(either.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
            throw new ConnectionLostException("The peer did not read in time.", exception);
        }
    }
}
