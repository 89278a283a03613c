namespace DeepWiki.Core.SourceCode;

/// <summary>A run of whole lines of one blob, small enough to embed.</summary>
/// <param name="StartLine">First line, 1-based, inclusive.</param>
/// <param name="EndLine">Last line, 1-based, inclusive.</param>
/// <param name="Kind">Kind of structure its borders were found by.</param>
/// <param name="Symbol">The first symbol that starts in it, qualified by its scope; the label of a citation.</param>
/// <param name="Symbols">All distinct symbols in line order, qualified by their scopes.</param>
/// <param name="Text">The blob's lines <paramref name="StartLine"/>..<paramref name="EndLine"/> joined by line feeds, exactly.</param>
public sealed record Chunk(int StartLine, int EndLine, ChunkKind Kind, string? Symbol, IReadOnlyList<string> Symbols, string Text);
