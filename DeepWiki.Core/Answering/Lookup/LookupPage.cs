namespace DeepWiki.Core.Answering.Lookup;

/// <summary>A page of the repository's wiki.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Title">Its title.</param>
/// <param name="Markdown">Its text.</param>
/// <param name="IsCut">True when it goes on.</param>
public sealed record LookupPage(string Slug, string Title, string Markdown, bool IsCut);
