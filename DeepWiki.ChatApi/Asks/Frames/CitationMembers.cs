namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>A verified citation, after the delta that completes its link.</summary>
/// <param name="N">Number of the source it points into.</param>
/// <param name="Path">Path at the commit.</param>
/// <param name="StartLine">First line, from 1.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Blob">Object id of the file; null when the index lost it meanwhile.</param>
/// <param name="Sha256">Digest of the lines, joined by line feeds.</param>
/// <param name="Url">Address that opens the lines.</param>
/// <param name="At">Place of the link in the whole text, in UTF-16 units.</param>
/// <param name="Length">Length of the link.</param>
internal sealed record CitationMembers(
    int N, string Path, int StartLine, int EndLine, string Commit, string? Blob, string Sha256, string Url, int At, int Length);
