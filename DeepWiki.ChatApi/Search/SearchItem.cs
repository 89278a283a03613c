namespace DeepWiki.ChatApi.Search;

/// <summary>A file that was found, at the lines that fit best.</summary>
/// <param name="Path">Relative to the root of the repository.</param>
/// <param name="StartLine">First line of its best chunk, from 1.</param>
/// <param name="EndLine">Last line of its best chunk.</param>
/// <param name="Symbol">The declaration there, if known.</param>
/// <param name="Language">Language as code blocks name it; null where none is known.</param>
/// <param name="Score">The fused score the list is ordered by.</param>
/// <param name="SnippetLine">The line the snippet begins in.</param>
/// <param name="Snippet">A few of the lines.</param>
/// <param name="Url">Address that opens the lines for people.</param>
/// <param name="MatchedTerms">Words of the question in its path and its best chunk, the most telling ones first.</param>
/// <param name="Reasons">Parts that the score is made of.</param>
internal sealed record SearchItem(
    string Path,
    int StartLine,
    int EndLine,
    string? Symbol,
    string? Language,
    double Score,
    int SnippetLine,
    string Snippet,
    string Url,
    IReadOnlyList<string> MatchedTerms,
    SearchReasons Reasons);
