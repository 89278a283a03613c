namespace DeepWiki.Core.Data.Generations.Pages;

/// <summary>A citation of a page.</summary>
/// <param name="Position">Place of its link in the stored Markdown, in UTF-16 units.</param>
/// <param name="Length">Length of that link.</param>
/// <param name="Path">Path at the commit.</param>
/// <param name="Blob">Object id of the content.</param>
/// <param name="StartLine">First line, from 1.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="Sha256">Hash of the lines, joined by line feeds.</param>
public sealed record PageCitation(int Position, int Length, string Path, byte[] Blob, int StartLine, int EndLine, byte[] Sha256);
