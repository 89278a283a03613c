using System.Buffers;
using DeepWiki.ChatApi.Http.Json;

namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>The bytes of one request as they come. What they and their reading take is reserved before it is taken.</summary>
internal sealed class RequestBuffer(BufferShare share)
{
    // As the framework's own buffer begins.
    private const int MinGrowth = 256;

    private readonly ArrayBufferWriter<byte> bytes = new();

    public int Length => bytes.WrittenCount;

    public void Append(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > bytes.FreeCapacity)
        {
            // It grows by its own length, or by what is missing.
            share.Add(Math.Max(Math.Max(buffer.Length, bytes.Capacity), MinGrowth));
        }

        if (buffer.Length > 0)
        {
            buffer.CopyTo(bytes.GetSpan(buffer.Length));
            bytes.Advance(buffer.Length);
        }
    }

    /// <summary>All of them.</summary>
    public ReadOnlyMemory<byte> Complete()
    {
        share.Add(JsonCost.Measure(bytes.WrittenSpan));
        return bytes.WrittenMemory;
    }
}
