namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>Lines that an answer can rest on.</summary>
/// <param name="N">Number of the source.</param>
/// <param name="Path">Path at the commit.</param>
/// <param name="StartLine">First line, from 1.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Blob">Object id of the file; null when the index lost it meanwhile.</param>
/// <param name="Language">Language of the file; null when it is not known.</param>
/// <param name="Symbol">Declaration it begins with; null for none.</param>
/// <param name="Score">Score of the search; only its order means something.</param>
/// <param name="Preview">Its first characters.</param>
/// <param name="Url">Address that opens the lines.</param>
internal sealed record SourceItem(
    int N, string Path, int StartLine, int EndLine, string Commit, string? Blob, string? Language, string? Symbol, double Score, string Preview, string Url);
