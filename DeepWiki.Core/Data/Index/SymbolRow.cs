namespace DeepWiki.Core.Data.Index;

/// <summary>A declaration of a blob.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Qualified">The name with its scope.</param>
public sealed record SymbolRow(int Line, string Name, string Qualified);
