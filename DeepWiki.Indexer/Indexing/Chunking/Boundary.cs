namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>A line at which something begins that is better kept in one piece.</summary>
/// <param name="Line">Line it begins at, from 1.</param>
/// <param name="Symbol">Its qualified name; null when it has none.</param>
internal readonly record struct Boundary(int Line, string? Symbol);
