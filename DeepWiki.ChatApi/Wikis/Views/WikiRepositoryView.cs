namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>The repository of a wiki.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Host">Host name; empty for a local folder.</param>
/// <param name="Path">Path at the host, or the folder.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Url">Address.</param>
/// <param name="Type">github, gitlab, bitbucket, git or local.</param>
internal sealed record WikiRepositoryView(string Id, string Host, string Path, string Name, string Url, string Type);
