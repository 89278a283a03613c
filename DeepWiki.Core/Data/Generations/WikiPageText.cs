namespace DeepWiki.Core.Data.Generations;

/// <summary>A page of a published wiki as a reader finds it by its slug.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Title">Its title.</param>
/// <param name="Markdown">Its text; empty where only the list of pages was asked for.</param>
public sealed record WikiPageText(string Slug, string Title, string Markdown);
