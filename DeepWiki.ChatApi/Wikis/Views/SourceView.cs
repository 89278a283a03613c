namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>Lines a page was written from.</summary>
/// <param name="N">Number on the page, from 1.</param>
/// <param name="Path">Path at the commit.</param>
/// <param name="StartLine">First line, from 1.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Blob">Object id of the content.</param>
/// <param name="Url">Address that opens the lines.</param>
internal sealed record SourceView(int N, string Path, int StartLine, int EndLine, string Commit, string Blob, string Url);
