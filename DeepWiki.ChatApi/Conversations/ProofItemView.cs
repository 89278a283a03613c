namespace DeepWiki.ChatApi.Conversations;

/// <summary>Lines that an answer cites.</summary>
/// <param name="Path">Path at the commit.</param>
/// <param name="Blob">Object id of the file; null when the index lost it meanwhile.</param>
/// <param name="StartLine">First line, from 1.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="Sha256">Digest of the lines in UTF-8, joined by line feeds.</param>
internal sealed record ProofItemView(string Path, string? Blob, int StartLine, int EndLine, string Sha256);
