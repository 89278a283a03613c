namespace DeepWiki.Core.Git;

/// <summary>Branches and tags of a repository.</summary>
/// <param name="DefaultBranch">The branch that HEAD names; null for none.</param>
/// <param name="Branches">Branches by name.</param>
/// <param name="Tags">Tags by name, each with the commit it leads to.</param>
public sealed record ReferenceList(
    string? DefaultBranch, IReadOnlyList<(string Name, string Commit)> Branches, IReadOnlyList<(string Name, string Commit)> Tags);
