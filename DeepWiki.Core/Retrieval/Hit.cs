using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.Core.Retrieval;

/// <summary>A file that was found, with the lines that fit best.</summary>
/// <param name="File">The file in the ranking.</param>
/// <param name="Shares">Contribution of each list to its score.</param>
/// <param name="StartLine">First line of its best chunk.</param>
/// <param name="EndLine">Last line of its best chunk.</param>
/// <param name="Symbol">The declaration the chunk begins with, or that was looked for.</param>
/// <param name="Language">Language as code blocks name it; null where none is known.</param>
/// <param name="MatchedTerms">Words of the question in its path and its best chunk, the most telling ones first.</param>
/// <param name="Snippet">Some lines of the chunk.</param>
public sealed record Hit(
    RankedFile File,
    IReadOnlyList<SignalContribution> Shares,
    int StartLine,
    int EndLine,
    string? Symbol,
    string? Language,
    IReadOnlyList<string> MatchedTerms,
    Snippet Snippet);
