using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Data.Search;

/// <summary>A declaration and the file it stands in.</summary>
/// <param name="Path">Path at the commit of the index.</param>
/// <param name="Declaration">The declaration.</param>
public sealed record FoundDeclaration(string Path, Declaration Declaration);
