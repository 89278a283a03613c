namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>A heading of a page.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Level">1 to 6.</param>
/// <param name="Text">Its words.</param>
internal sealed record HeadingView(string Id, int Level, string Text);
