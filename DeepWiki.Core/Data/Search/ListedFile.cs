namespace DeepWiki.Core.Data.Search;

/// <summary>A file of an index as a list shows it.</summary>
/// <param name="Path">Path at the commit of the index.</param>
/// <param name="Lines">Number of its lines.</param>
/// <param name="Skip">Name of the reason that its content is not indexed, such as <c>binary</c>; null for one that is.</param>
public sealed record ListedFile(string Path, int Lines, string? Skip);
