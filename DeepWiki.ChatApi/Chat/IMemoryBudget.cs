using DeepWiki.Core.Errors;

namespace DeepWiki.ChatApi.Chat;

/// <summary>Memory that requests of one kind may hold together.</summary>
internal interface IMemoryBudget
{
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.Busy"/> when all together would hold too much.</exception>
    void Reserve(long bytes);

    void Free(long bytes);
}
