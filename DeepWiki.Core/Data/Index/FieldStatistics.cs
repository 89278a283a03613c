namespace DeepWiki.Core.Data.Index;

/// <summary>Statistics of a question's terms in every field that is ranked.</summary>
public sealed record FieldStatistics(TermStatistics Chunk, TermStatistics Path, TermStatistics Symbols);
