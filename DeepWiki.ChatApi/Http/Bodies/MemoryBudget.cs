using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>Memory that requests of one kind may hold together.</summary>
/// <param name="most">Most bytes of all shares together.</param>
internal sealed class MemoryBudget(long most)
{
    private long held;

    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Busy"/> when all together would hold too much.</exception>
    public void Reserve(long bytes)
    {
        if (Interlocked.Add(ref held, bytes) > most)
        {
            Interlocked.Add(ref held, -bytes);
            throw Busy();
        }
    }

    /// <summary>An error that says to try again.</summary>
    public static DeepWikiException Busy() => new(ErrorCode.Busy, "No capacity is left.") { RetryAfter = TimeSpan.FromSeconds(5) };

    public void Free(long bytes) => Interlocked.Add(ref held, -bytes);
}
