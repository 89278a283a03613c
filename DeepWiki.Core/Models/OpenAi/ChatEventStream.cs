using System.Buffers;
using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// The body of a streamed answer between the wire and the SDK: bounded, every event checked and rewritten by <see cref="ChatEvent"/>. A stream
/// that ends before the model said so is an error here, and not a shorter answer.
/// </summary>
internal sealed class ChatEventStream(Stream inner, FailureReader failures) : Stream
{
    private const int MaxLine = 1 << 20;

    private readonly EventLines lines = new(MaxLine);
    private readonly ChatEvent events = new(failures);
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly byte[] input = new byte[8 * 1024];
    private int given;
    private int inputStart;
    private int inputEnd;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (given == output.WrittenCount && !ended)
        {
            output.ResetWrittenCount();
            given = 0;
            if (events.Failure is { } failure)
            {
                throw failure;
            }

            if (inputStart == inputEnd)
            {
                inputStart = 0;
                inputEnd = await ReadInnerAsync(cancellationToken);
            }

            if (inputEnd == 0)
            {
                End();
            }
            else
            {
                ReadEvents();
            }
        }

        var count = Math.Min(buffer.Length, output.WrittenCount - given);
        output.WrittenMemory.Slice(given, count).CopyTo(buffer);
        given += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Answers are read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadInnerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await inner.ReadAsync(input, cancellationToken);
        }
        catch (Exception lost) when (lost is IOException or HttpRequestException)
        {
            // Some servers drop the connection once the answer is complete.
            return events.Finished ? 0 : throw Cut(lost);
        }
    }

    private void ReadEvents()
    {
        try
        {
            while (output.WrittenCount == 0 && inputStart < inputEnd && !ended)
            {
                var complete = lines.Take(input.AsSpan(inputStart, inputEnd - inputStart), out var taken);
                inputStart += taken;
                if (complete)
                {
                    Dispatch();
                }
            }
        }
        catch (InvalidDataException tooLong)
        {
            throw failures.Fail(ErrorCode.ModelUnavailable, "The provider sent a line of more than 1 MB.", cause: tooLong);
        }
    }

    private void Dispatch()
    {
        var data = lines.Event;
        if (data.Span.Trim((byte)' ').SequenceEqual("[DONE]"u8))
        {
            Finish();
        }
        else if (!data.IsEmpty)
        {
            events.Rewrite(data, output);
        }

        lines.Clear();
    }

    private void End()
    {
        // A last event without its blank line was complete in all but form; if it was not, its JSON is broken.
        if (!events.Finished && lines.End())
        {
            Dispatch();
        }

        if (ended)
        {
            return;
        }

        if (!events.Finished)
        {
            throw Cut(null);
        }

        Finish();
    }

    private void Finish()
    {
        ended = true;
        output.Write("data: [DONE]\n\n"u8);
    }

    private ProviderFailure Cut(Exception? cause) =>
        failures.Fail(ErrorCode.ModelIncomplete, "The provider's answer broke off before its end.", cause: cause);
}
