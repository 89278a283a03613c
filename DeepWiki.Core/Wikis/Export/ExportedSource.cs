namespace DeepWiki.Core.Wikis.Export;

/// <summary>Lines that an exported page was written from.</summary>
/// <param name="Path">Path at the commit.</param>
/// <param name="StartLine">First line, from 1.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="Blob">Object id of the content.</param>
public sealed record ExportedSource(string Path, int StartLine, int EndLine, string Blob);
