namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>Answer to a request for work on a wiki.</summary>
/// <param name="Wiki">The wiki.</param>
/// <param name="Job">Id of the job that does it; null when nothing is to be done.</param>
/// <param name="Joined">True when the job was under way already.</param>
internal sealed record StartedView(WikiView Wiki, string? Job, bool Joined);
