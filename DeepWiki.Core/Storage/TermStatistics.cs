namespace DeepWiki.Core.Storage;

/// <summary>In how many chunks of a series each term of a question occurs.</summary>
/// <param name="Chunks">Chunks in all.</param>
/// <param name="Frequencies">Chunks by slot; a slot that is missing occurs nowhere.</param>
public sealed record TermStatistics(int Chunks, IReadOnlyDictionary<int, int> Frequencies)
{
    /// <summary>The slot under which all chunks are counted.</summary>
    internal const int AllChunks = -1;
}
