namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>Distance of a wiki to the head of its repository.</summary>
/// <param name="Commits">Commits between; null when the host does not tell.</param>
/// <param name="ChangedFiles">Files added, removed or changed; null until the head is indexed.</param>
/// <param name="CheckedAt">Time the head was looked at.</param>
internal sealed record BehindView(int? Commits, int? ChangedFiles, DateTimeOffset CheckedAt);
