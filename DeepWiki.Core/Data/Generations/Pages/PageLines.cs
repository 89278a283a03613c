namespace DeepWiki.Core.Data.Generations.Pages;

/// <summary>Lines of a file that a page was written from.</summary>
/// <param name="Path">Path at the commit.</param>
/// <param name="Blob">Object id of the content.</param>
/// <param name="StartLine">First line, from 1.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="Sha256">Hash of the lines, joined by line feeds; null for a file that the page only lists.</param>
public sealed record PageLines(string Path, byte[] Blob, int StartLine, int EndLine, byte[]? Sha256);
