namespace DeepWiki.Core.Answering.Lookup;

/// <summary>A list of files and folders.</summary>
/// <param name="Folder">The folder, empty for the root.</param>
/// <param name="Pattern">The pattern that paths had to match; null for the entries of the folder itself.</param>
/// <param name="Entries">Folders first, then files.</param>
/// <param name="Total">Number of entries before the list was cut.</param>
public sealed record FileList(string Folder, string? Pattern, IReadOnlyList<FileListEntry> Entries, int Total);
