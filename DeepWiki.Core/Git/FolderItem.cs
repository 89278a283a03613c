using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Core.Git;

/// <summary>What a walk through a folder came across.</summary>
/// <param name="Path">Where it is, below the folder.</param>
/// <param name="File">The file; null for a link, which is not followed.</param>
public sealed record FolderItem(TreePath Path, FileInfo? File);
