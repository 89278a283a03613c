namespace DeepWiki.Core.Wikis.Export;

/// <summary>A citation of an exported page.</summary>
/// <param name="At">Place of its link in the Markdown, in UTF-16 units.</param>
/// <param name="Length">Length of that link.</param>
/// <param name="Path">Path at the commit.</param>
/// <param name="StartLine">First line, from 1.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="Blob">Object id of the content.</param>
/// <param name="Sha256">Hash of the lines, joined by line feeds.</param>
/// <param name="Url">Page of the host that shows the lines; null where the host has none.</param>
public sealed record ExportedCitation(int At, int Length, string Path, int StartLine, int EndLine, string Blob, string Sha256, string? Url);
