namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>Branches and tags of a repository.</summary>
/// <param name="DefaultBranch">The branch that HEAD names; null for none.</param>
/// <param name="Branches">Branches by name.</param>
/// <param name="Tags">Tags by name, each with the commit it leads to.</param>
internal sealed record ReferencesView(string? DefaultBranch, IReadOnlyList<ReferenceView> Branches, IReadOnlyList<ReferenceView> Tags);
