namespace DeepWiki.Core.Processes;

/// <summary>Keeps the last bytes of a stream that may never end.</summary>
internal sealed class TailBuffer(int capacity)
{
    private readonly byte[] ring = new byte[capacity];
    private readonly Lock gate = new();
    private long written;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            foreach (var value in bytes)
            {
                ring[written++ % capacity] = value;
            }
        }
    }

    public byte[] ToArray()
    {
        lock (gate)
        {
            var count = (int)Math.Min(written, capacity);
            var result = new byte[count];
            for (var i = 0; i < count; i++)
            {
                result[i] = ring[(written - count + i) % capacity];
            }

            return result;
        }
    }
}
