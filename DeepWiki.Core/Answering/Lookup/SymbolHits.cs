namespace DeepWiki.Core.Answering.Lookup;

/// <summary>Declarations of a name.</summary>
/// <param name="Name">The name that was looked up.</param>
/// <param name="Hits">Declarations, best first.</param>
/// <param name="IsCut">True when there were more.</param>
/// <param name="NearNames">Names that hold the text, when nothing has the name itself.</param>
public sealed record SymbolHits(string Name, IReadOnlyList<SymbolHit> Hits, bool IsCut, IReadOnlyList<string> NearNames);
