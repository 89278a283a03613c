namespace DeepWiki.ChatApi.Wikis.Views;

/// <summary>A group of pages.</summary>
/// <param name="Id">Unique in the tree.</param>
/// <param name="Title">Title.</param>
/// <param name="Pages">Slugs of its pages.</param>
/// <param name="Sections">Ids of the sections below it.</param>
internal sealed record SectionView(string Id, string Title, IReadOnlyList<string> Pages, IReadOnlyList<string> Sections);
