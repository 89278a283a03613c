using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Lookup;

/// <summary>A declaration with the lines that show it.</summary>
/// <param name="Path">Path at the commit of the index.</param>
/// <param name="Declaration">The declaration.</param>
/// <param name="Block">Its documentation and its first lines; null when they are not indexed.</param>
public sealed record SymbolHit(string Path, Declaration Declaration, ContextBlock? Block);
