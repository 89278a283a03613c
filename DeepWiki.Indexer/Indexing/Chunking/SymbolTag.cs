namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>One tag of ctags.</summary>
internal sealed record SymbolTag(string Name, string Kind, int Line, string? Scope);
