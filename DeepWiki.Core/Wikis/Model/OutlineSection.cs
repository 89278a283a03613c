namespace DeepWiki.Core.Wikis.Model;

/// <summary>A group of pages.</summary>
/// <param name="Id">Unique among the sections.</param>
/// <param name="Title">Title that readers see.</param>
/// <param name="Pages">Ids of its pages.</param>
/// <param name="Subsections">Ids of the sections below it.</param>
internal sealed record OutlineSection(string Id, string Title, IReadOnlyList<string> Pages, IReadOnlyList<string> Subsections);
