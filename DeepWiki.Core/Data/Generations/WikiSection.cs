namespace DeepWiki.Core.Data.Generations;

/// <summary>A group of pages.</summary>
/// <param name="Id">Unique among the sections.</param>
/// <param name="Title">Title that readers see.</param>
/// <param name="Pages">Slugs of its pages.</param>
/// <param name="Sections">Ids of the sections below it.</param>
public sealed record WikiSection(string Id, string Title, IReadOnlyList<string> Pages, IReadOnlyList<string> Sections);
