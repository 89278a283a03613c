using DeepWiki.ChatApi.Chat;

namespace DeepWiki.ChatApi.Requests;

/// <summary>What one request holds of the memory for all of them, until it is disposed.</summary>
internal sealed class BufferRight(ChatCapacity capacity) : IDisposable
{
    private long held;

    public void Take(long bytes)
    {
        capacity.Reserve(bytes);
        held += bytes;
    }

    public void Dispose()
    {
        capacity.Free(held);
        held = 0;
    }
}
