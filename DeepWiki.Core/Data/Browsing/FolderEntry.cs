namespace DeepWiki.Core.Data.Browsing;

/// <summary>An entry of an indexed folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFolder">True for a folder.</param>
/// <param name="Files">Number of files below a folder; 1 for a file.</param>
/// <param name="Lines">Number of lines of a file; null for a folder or a file that is not indexed.</param>
/// <param name="Skip">Name of the reason that a file is not indexed; null for one that is, and for a folder.</param>
public sealed record FolderEntry(string Name, bool IsFolder, int Files, int? Lines, string? Skip);
