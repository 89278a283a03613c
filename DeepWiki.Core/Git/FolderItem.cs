using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Core.Git;

/// <summary>Item that a walk through a folder found.</summary>
/// <param name="Path">Path below the folder.</param>
/// <param name="File">The file; null for a link, which is not followed.</param>
public sealed record FolderItem(TreePath Path, FileInfo? File);
