namespace DeepWiki.Core.Processes;

/// <summary>Reads records that end in a delimiter, and counted bytes between them, with a cap on each record.</summary>
/// <param name="stream">Read ahead by at most one buffer.</param>
/// <param name="maxRecord">Bytes of a record that are kept; the rest of it is read and dropped.</param>
internal sealed class DelimitedReader(Stream stream, int maxRecord)
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private byte[] record = new byte[256];
    private int start;
    private int end;

    /// <summary>True when the last record was longer than the cap.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next record without its delimiter, valid until the next call; null at the end of the stream.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadRecordAsync(byte delimiter, CancellationToken cancellationToken)
    {
        var length = 0;
        var any = false;
        IsCut = false;
        while (start < end || await FillAsync(cancellationToken))
        {
            any = true;
            var index = buffer.AsSpan(start, end - start).IndexOf(delimiter);
            if (index >= 0 && length == 0 && index <= maxRecord && !IsCut)
            {
                var whole = buffer.AsMemory(start, index);
                start += index + 1;

                return whole;
            }

            Keep(buffer.AsSpan(start, index >= 0 ? index : end - start), ref length);
            start = index >= 0 ? start + index + 1 : end;
            if (index >= 0)
            {
                return record.AsMemory(0, length);
            }
        }

        // A bare null would become an empty memory here.
        return any ? record.AsMemory(0, length) : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>Fills <paramref name="destination"/>.</summary>
    /// <exception cref="EndOfStreamException">The stream ended before.</exception>
    public async ValueTask ReadExactlyAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        var buffered = Math.Min(end - start, destination.Length);
        buffer.AsSpan(start, buffered).CopyTo(destination.Span);
        start += buffered;
        if (buffered < destination.Length)
        {
            await stream.ReadExactlyAsync(destination[buffered..], cancellationToken);
        }
    }

    /// <summary>Reads over <paramref name="count"/> bytes.</summary>
    /// <exception cref="EndOfStreamException">The stream ended before.</exception>
    public async ValueTask SkipAsync(long count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (start == end && !await FillAsync(cancellationToken))
            {
                throw new EndOfStreamException();
            }

            var step = (int)Math.Min(count, end - start);
            start += step;
            count -= step;
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        start = 0;
        end = await stream.ReadAsync(buffer, cancellationToken);

        return end > 0;
    }

    private void Keep(ReadOnlySpan<byte> bytes, ref int length)
    {
        var kept = bytes[..Math.Min(bytes.Length, maxRecord - length)];
        IsCut |= kept.Length < bytes.Length;
        if (length + kept.Length > record.Length)
        {
            Array.Resize(ref record, Math.Min(maxRecord, Math.Max(record.Length * 2, length + kept.Length)));
        }

        kept.CopyTo(record.AsSpan(length));
        length += kept.Length;
    }
}
