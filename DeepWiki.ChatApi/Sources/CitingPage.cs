namespace DeepWiki.ChatApi.Sources;

/// <summary>Lines of a file that a page of a wiki cites.</summary>
/// <param name="Wiki">Id of the wiki.</param>
/// <param name="Slug">The page.</param>
/// <param name="StartLine">First line.</param>
/// <param name="EndLine">Last line.</param>
internal sealed record CitingPage(string Wiki, string Slug, int StartLine, int EndLine);
