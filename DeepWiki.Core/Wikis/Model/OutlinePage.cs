namespace DeepWiki.Core.Wikis.Model;

/// <summary>A page that is to be written.</summary>
/// <param name="Id">Unique among the pages.</param>
/// <param name="Title">What readers see.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Importance">How much it matters.</param>
/// <param name="Files">Paths it is written from, best first.</param>
/// <param name="Related">Ids of pages to read next.</param>
public sealed record OutlinePage(
    string Id, string Title, string Description, PageImportance Importance, IReadOnlyList<string> Files, IReadOnlyList<string> Related);
