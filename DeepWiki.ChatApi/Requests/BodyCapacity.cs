using DeepWiki.ChatApi.Chat;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Requests;

/// <summary>The memory of all bodies but those of the chat, which they must not starve.</summary>
internal sealed class BodyCapacity(IOptions<BodyLimits> limits) : IMemoryBudget
{
    private long bufferedBytes;

    public void Reserve(long bytes)
    {
        if (Interlocked.Add(ref bufferedBytes, bytes) > limits.Value.MaxBufferedBytes)
        {
            Interlocked.Add(ref bufferedBytes, -bytes);
            throw ChatCapacity.Busy();
        }
    }

    public void Free(long bytes) => Interlocked.Add(ref bufferedBytes, -bytes);
}
