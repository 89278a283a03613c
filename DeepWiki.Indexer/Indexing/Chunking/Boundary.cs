namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>A line at which something begins that is better kept in one piece.</summary>
/// <param name="Line">Where, from 1.</param>
/// <param name="Symbol">Its qualified name, if it has one.</param>
internal readonly record struct Boundary(int Line, string? Symbol);
