using System.Buffers;
using System.Net.ServerSentEvents;
using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// The body of a streamed answer between the wire and the SDK: bounded, every event checked and rewritten by <see cref="ChatEvent"/>. A stream
/// that ends before the model said so is an error here, and not a shorter answer. The framework's parser finds the events, but keeps a line however
/// long it is, and drops an event that no blank line ends: <see cref="Input"/> stands before it for both.
/// </summary>
internal sealed class ChatEventStream : ReadOnlyStream
{
    private readonly FailureReader failures;
    private readonly ChatEvent events;
    private readonly Input input;
    private readonly IAsyncEnumerator<SseItem<bool>> items;
    private readonly ArrayBufferWriter<byte> output = new();
    private int given;
    private bool ended;
    private bool isMoving;

    public ChatEventStream(Stream inner, FailureReader failures) : base(inner)
    {
        this.failures = failures;
        events = new ChatEvent(failures);
        input = new Input(inner, this);
        items = SseParser.Create(input, (_, data) => Rewrite(data)).EnumerateAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        input.CancellationToken = cancellationToken;
        while (given == output.WrittenCount && !ended)
        {
            output.ResetWrittenCount();
            given = 0;
            if (events.Failure is { } failure)
            {
                throw failure;
            }

            isMoving = true;
            var hasItem = await items.MoveNextAsync();
            isMoving = false;
            if (!hasItem)
            {
                Finish(events.Finished ? null : Cut(null));
            }
        }

        var count = Math.Min(buffer.Length, output.WrittenCount - given);
        output.WrittenMemory.Slice(given, count).CopyTo(buffer);
        given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        // Gives the parser's buffer back, which takes no time between two events. A read that failed has given it back, one under way will.
        if (disposing && !isMoving)
        {
            items.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }

    private bool Rewrite(ReadOnlySpan<byte> data)
    {
        if (data.Trim((byte)' ').SequenceEqual("[DONE]"u8))
        {
            Finish(null);
        }
        else if (!data.IsEmpty)
        {
            events.Rewrite(data, output);
        }

        return ended;
    }

    private void Finish(ProviderFailure? failure)
    {
        if (failure is not null)
        {
            throw failure;
        }

        ended = true;
        events.WriteRest(output);
        output.Write("data: [DONE]\n\n"u8);
    }

    private ProviderFailure Cut(Exception? cause) =>
        failures.Fail(ErrorCode.ModelIncomplete, "The provider's answer broke off before its end.", cause: cause);

    /// <summary>The bytes for the parser: so many for one event, comments left out, and a blank line at the end.</summary>
    private sealed class Input(Stream inner, ChatEventStream owner) : ReadOnlyStream(inner)
    {
        private const int MaxEvent = 1 << 20;

        private ReadOnlyMemory<byte> blankLine = "\n\n"u8.ToArray();
        private int earlierLines;
        private int line;
        private bool isComment;
        private byte last;

        /// <summary>Token of the read under way: the parser takes one for all.</summary>
        public CancellationToken CancellationToken { get; set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await ReadInnerAsync(buffer);
            Measure(buffer.Span[..count]);
            return count > 0 || owner.events.Finished ? count : End(buffer);
        }

        // Servers send comments to keep the connection alive for as long as a model thinks.
        private void Measure(ReadOnlySpan<byte> bytes)
        {
            foreach (var value in bytes)
            {
                if (value is (byte)'\n' or (byte)'\r')
                {
                    EndLine(isSecondHalf: value == '\n' && last == '\r');
                }
                else if (++line == 1)
                {
                    isComment = value == ':';
                }

                last = value;
                if (earlierLines + line > MaxEvent)
                {
                    throw owner.failures.Fail(ErrorCode.ModelUnavailable, "The provider sent an event of more than 1 MB.");
                }
            }
        }

        private void EndLine(bool isSecondHalf)
        {
            if (!isSecondHalf)
            {
                // A blank line ends the event.
                earlierLines = line == 0 ? 0 : earlierLines + (isComment ? 0 : line);
                line = 0;
            }
        }

        private async ValueTask<int> ReadInnerAsync(Memory<byte> buffer)
        {
            try
            {
                return await Inner.ReadAsync(buffer, CancellationToken);
            }
            catch (Exception lost) when (lost is IOException or HttpRequestException)
            {
                // Some servers drop the connection once the answer is complete.
                return owner.events.Finished ? 0 : throw owner.Cut(lost);
            }
        }

        // A last event without its blank line was complete in all but form; if it was not, its JSON is broken.
        private int End(Memory<byte> buffer)
        {
            var count = Math.Min(buffer.Length, blankLine.Length);
            blankLine[..count].CopyTo(buffer);
            blankLine = blankLine[count..];
            return count;
        }
    }
}
