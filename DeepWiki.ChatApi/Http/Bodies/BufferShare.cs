namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>Share of the request memory that one request holds, from its first byte to the end of its answer: its text is needed that long.</summary>
internal sealed class BufferShare(MemoryBudget budget) : IDisposable
{
    private long held;

    /// <exception cref="DeepWiki.Core.Errors.DeepWikiException">All requests together would hold too much.</exception>
    public void Add(long bytes)
    {
        budget.Reserve(bytes);
        held += bytes;
    }

    public void Dispose()
    {
        budget.Free(held);
        held = 0;
    }
}
