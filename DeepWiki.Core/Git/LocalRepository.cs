using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Core.Git;

/// <summary>A repository on this machine that is read where it is.</summary>
/// <param name="GitDirectory">Folder of its Git objects, links resolved.</param>
/// <param name="Commit">The commit asked for.</param>
public sealed record LocalRepository(string GitDirectory, ObjectId Commit);
