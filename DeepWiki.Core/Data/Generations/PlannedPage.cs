using DeepWiki.Core.Data.Generations.Pages;

namespace DeepWiki.Core.Data.Generations;

/// <summary>A page of a plan.</summary>
/// <param name="Slug">Name of the page in addresses, stable for ever.</param>
/// <param name="Title">Title that readers see.</param>
/// <param name="Purpose">Subject of the page, in a sentence.</param>
/// <param name="Importance">0 low, 1 medium, 2 high.</param>
/// <param name="Files">Paths it is written from, best first.</param>
/// <param name="Related">Slugs of pages to read next.</param>
public sealed record PlannedPage(string Slug, string Title, string Purpose, int Importance, IReadOnlyList<string> Files, IReadOnlyList<string> Related)
{
    /// <summary>Reason why the generation has another version than the one before, or that it has the same.</summary>
    public PageReason Reason { get; init; } = PageReason.New;

    /// <summary>The version it keeps or, while it is written anew, has until then; null for a page that has none.</summary>
    public long? VersionId { get; init; }

    /// <summary>Notes for this page's prompt; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>True when a version is to be made; false when it keeps the one it has.</summary>
    public bool IsToWrite => Reason != PageReason.Unchanged;
}
