namespace DeepWiki.Core.Data.Index;

/// <summary>Number of documents of one field of a series that each term of a question occurs in.</summary>
/// <param name="Documents">Documents in all: chunks, paths, or blobs with symbols.</param>
/// <param name="Frequencies">Documents by slot; a slot that is missing occurs nowhere.</param>
public sealed record TermStatistics(int Documents, IReadOnlyDictionary<int, int> Frequencies)
{
    /// <summary>The slot under which all documents are counted.</summary>
    internal const int All = -1;
}
