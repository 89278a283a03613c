namespace DeepWiki.ChatApi.Sources;

/// <summary>Lines of a file at a commit, as clients see them.</summary>
/// <param name="Path">Relative to the root of the repository.</param>
/// <param name="Commit">The commit that was indexed.</param>
/// <param name="Blob">Object id of the content.</param>
/// <param name="Language">Name of the language for code blocks; null where none is known.</param>
/// <param name="Size">Its bytes; null unless the lines were proved to be its own.</param>
/// <param name="TotalLines">Number of lines of the file.</param>
/// <param name="From">First line given, from 1.</param>
/// <param name="To">Last line given.</param>
/// <param name="Lines">The lines, without their ends.</param>
/// <param name="Truncated">True when more lines were asked for than one call gives.</param>
/// <param name="Sha256">Hash of the lines joined by line feeds; null unless they were proved to be the blob's own.</param>
/// <param name="Url">Address that opens the lines for people.</param>
/// <param name="Symbols">Declarations that begin in these lines.</param>
/// <param name="CitedBy">Pages of wikis that cite some of these lines.</param>
internal sealed record SourcePage(
    string Path,
    string Commit,
    string Blob,
    string? Language,
    int? Size,
    int TotalLines,
    int From,
    int To,
    IReadOnlyList<string> Lines,
    bool Truncated,
    string? Sha256,
    string Url,
    IReadOnlyList<SourceSymbol> Symbols,
    IReadOnlyList<CitingPage> CitedBy);
