namespace DeepWiki.Core.Git.Objects;

/// <summary>Change of a path between two trees. A rename is a removal and an addition of one id.</summary>
/// <param name="Path">Path that changed.</param>
/// <param name="OldId">The object before; zero for an addition.</param>
/// <param name="NewId">The object after; zero for a removal.</param>
/// <param name="NewMode">Mode after the change; null for a removal.</param>
public sealed record TreeChange(TreePath Path, ObjectId OldId, ObjectId NewId, EntryMode? NewMode);
