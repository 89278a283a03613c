namespace DeepWiki.Core.Data.Index;

/// <summary>File as an outline knows it.</summary>
/// <param name="Path">Path at the commit of the index.</param>
/// <param name="Lines">Number of lines.</param>
/// <param name="Symbols">Qualified names of its first declarations, in line order.</param>
internal sealed record FileFacts(string Path, int Lines, IReadOnlyList<string> Symbols);
