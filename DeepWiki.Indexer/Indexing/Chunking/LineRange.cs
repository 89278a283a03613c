namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>A run of lines, both ends included.</summary>
internal readonly record struct LineRange(int Start, int End);
