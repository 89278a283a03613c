namespace DeepWiki.Core.Wikis.Model;

/// <summary>A page that is to be written.</summary>
/// <param name="Id">Unique among the pages.</param>
/// <param name="Title">Title that readers see.</param>
/// <param name="Description">Subject of the page, in a sentence.</param>
/// <param name="Importance">Importance for a first reader.</param>
/// <param name="Files">Paths it is written from, best first.</param>
/// <param name="Related">Ids of pages to read next.</param>
internal sealed record OutlinePage(
    string Id, string Title, string Description, PageImportance Importance, IReadOnlyList<string> Files, IReadOnlyList<string> Related);
