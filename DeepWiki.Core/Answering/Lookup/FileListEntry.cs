namespace DeepWiki.Core.Answering.Lookup;

/// <summary>An entry of a list of files.</summary>
/// <param name="Path">Path from the root; that of a folder ends in a slash.</param>
/// <param name="Lines">Number of lines of a file; null for a folder.</param>
/// <param name="Files">Number of files below a folder; null for a file.</param>
/// <param name="Skip">Name of the reason that a file's content is not indexed; null for one that is, and for a folder.</param>
public sealed record FileListEntry(string Path, int? Lines, int? Files, string? Skip);
