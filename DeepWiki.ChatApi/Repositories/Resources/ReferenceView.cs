namespace DeepWiki.ChatApi.Repositories.Resources;

/// <summary>A branch or a tag.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Commit">The commit it leads to.</param>
internal sealed record ReferenceView(string Name, string Commit);
