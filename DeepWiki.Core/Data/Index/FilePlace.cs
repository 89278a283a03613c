namespace DeepWiki.Core.Data.Index;

/// <summary>A line of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">Line, from 1.</param>
public sealed record FilePlace(string Path, int Line);
