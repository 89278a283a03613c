namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>A folder of a repository at a commit.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Path">Path of the folder; empty for the root.</param>
/// <param name="Entries">Its entries: folders first, then by name.</param>
internal sealed record FolderView(string Commit, string Path, IReadOnlyList<FolderEntryView> Entries);
