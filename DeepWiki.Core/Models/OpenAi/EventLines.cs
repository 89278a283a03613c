using System.Buffers;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>
/// The grammar of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), fed with bytes cut anywhere: lines end in
/// LF, CR or CRLF, those that begin with a colon are comments, several <c>data</c> lines make one event, a blank line ends it.
/// <code>data: {"choices":[{"delta":{"content":"Hi"}}]}</code>
/// </summary>
internal sealed class EventLines(int largest)
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly ArrayBufferWriter<byte> line = new();
    private readonly ArrayBufferWriter<byte> data = new();
    private bool hasData;
    private bool afterCarriageReturn;
    private bool first = true;

    /// <summary>Takes what it can up to the end of one event, says how much that was, and whether <see cref="Event"/> is complete.</summary>
    public bool Take(ReadOnlySpan<byte> bytes, out int taken)
    {
        taken = 0;
        while (taken < bytes.Length)
        {
            if (afterCarriageReturn && bytes[taken] == LineFeed)
            {
                afterCarriageReturn = false;
                taken++;
                continue;
            }

            afterCarriageReturn = false;
            var rest = bytes[taken..];
            var end = rest.IndexOfAny(LineFeed, CarriageReturn);
            Append(line, end < 0 ? rest : rest[..end]);
            if (end < 0)
            {
                taken = bytes.Length;
                return false;
            }

            taken += end + 1;
            afterCarriageReturn = rest[end] == CarriageReturn;
            if (EndLine())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The event that <see cref="Take"/> completed, until <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Event => data.WrittenMemory;

    /// <summary>Forgets the event that was read.</summary>
    public void Clear()
    {
        data.ResetWrittenCount();
        hasData = false;
    }

    /// <summary>At the end of the stream: whether data is left that no blank line closed.</summary>
    public bool End()
    {
        EndLine();
        return hasData;
    }

    private bool EndLine()
    {
        var text = line.WrittenSpan;
        if (first && text.StartsWith("\uFEFF"u8))
        {
            text = text[3..];
        }

        first = false;
        if (text.IsEmpty)
        {
            line.ResetWrittenCount();
            return hasData;
        }

        var colon = text.IndexOf((byte)':');
        var name = colon < 0 ? text : text[..colon];
        var value = colon < 0 ? [] : text[(colon + 1)..];
        if (name.SequenceEqual("data"u8))
        {
            if (hasData)
            {
                Append(data, [LineFeed]);
            }

            Append(data, value.StartsWith((byte)' ') ? value[1..] : value);
            hasData = true;
        }

        line.ResetWrittenCount();
        return false;
    }

    private void Append(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> bytes)
    {
        if (buffer.WrittenCount + bytes.Length > largest)
        {
            throw new InvalidDataException();
        }

        buffer.Write(bytes);
    }
}
