namespace DeepWiki.Core.Data.Browsing;

/// <summary>A folder as an index holds it.</summary>
/// <param name="Commit">The commit, in hexadecimal.</param>
/// <param name="Ref">A branch, tag or commit; empty for the head of the default branch.</param>
/// <param name="Entries">Its entries: folders first, then by name.</param>
public sealed record IndexedFolder(string Commit, string Ref, IReadOnlyList<FolderEntry> Entries);
