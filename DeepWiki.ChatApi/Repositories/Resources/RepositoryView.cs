namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>A repository as clients see it.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Url">Address.</param>
/// <param name="Host">Host name; empty for a local folder.</param>
/// <param name="Type">github, gitlab, bitbucket, git or local.</param>
/// <param name="DefaultBranch">The branch that HEAD names; null while the host does not answer.</param>
/// <param name="Head">Commit at HEAD; null while the host does not answer.</param>
/// <param name="Indexes">Indexes that can be read now, the newest first.</param>
internal sealed record RepositoryView(
    string Id, string Name, string Url, string Host, string Type, string? DefaultBranch, string? Head, IReadOnlyList<IndexView> Indexes);
