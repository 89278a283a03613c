namespace DeepWiki.Core.Git.Objects;

/// <summary>One entry of a commit's tree, or of a walked folder.</summary>
/// <param name="Path">Path in the tree.</param>
/// <param name="Mode">Mode: file, link or submodule.</param>
/// <param name="Id">Its object; for a submodule the commit there.</param>
/// <param name="Size">Bytes, known before any is read; 0 for a submodule.</param>
public sealed record TreeEntry(TreePath Path, EntryMode Mode, ObjectId Id, long Size)
{
    /// <summary>True when its path is longer or deeper than is indexed. Such a path is cut and only good for counting.</summary>
    public bool IsBeyondLimits { get; init; }
}
