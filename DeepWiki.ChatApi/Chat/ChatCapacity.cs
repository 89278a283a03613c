using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Chat;

/// <summary>Counts what is open at once, for all callers together.</summary>
internal sealed class ChatCapacity(IOptions<ChatLimits> limits)
{
    private int sockets;
    private int answers;
    private long bufferedBytes;

    public bool TryOpenSocket()
    {
        if (Interlocked.Increment(ref sockets) <= limits.Value.MaxSockets)
        {
            return true;
        }

        Interlocked.Decrement(ref sockets);
        return false;
    }

    public void CloseSocket() => Interlocked.Decrement(ref sockets);

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Busy"/>.</exception>
    public void StartAnswer()
    {
        if (Interlocked.Increment(ref answers) > limits.Value.MaxAnswers)
        {
            Interlocked.Decrement(ref answers);
            throw Busy();
        }
    }

    public void EndAnswer() => Interlocked.Decrement(ref answers);

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Busy"/> when requests being received would hold too much memory together.</exception>
    public void Reserve(long bytes)
    {
        if (Interlocked.Add(ref bufferedBytes, bytes) > limits.Value.MaxBufferedBytes)
        {
            Interlocked.Add(ref bufferedBytes, -bytes);
            throw Busy();
        }
    }

    public void Free(long bytes) => Interlocked.Add(ref bufferedBytes, -bytes);

    private static DeepWikiException Busy() => new(ErrorCode.Busy, "No capacity is left.") { RetryAfter = TimeSpan.FromSeconds(5) };
}
