namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>A page that differs between two generations.</summary>
/// <param name="Slug">Name in addresses.</param>
/// <param name="Title">Title.</param>
/// <param name="Reason">Reason of the later version; null for a page that is gone.</param>
/// <param name="AddedLines">Lines of its text that are new.</param>
/// <param name="RemovedLines">Lines of its text that are gone.</param>
internal sealed record ChangedPageView(string Slug, string Title, string? Reason, int AddedLines, int RemovedLines);
