using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Models.Catalog;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>A wiki to plan.</summary>
/// <param name="Wiki">The wiki.</param>
/// <param name="Repository">Name of the repository.</param>
/// <param name="Index">The index it is planned from, pinned.</param>
/// <param name="Model">Model that writes it, or provider <c>local</c>.</param>
public sealed record PlanOrder(StoredWiki Wiki, string Repository, ActiveIndex Index, ResolvedModel Model)
{
    /// <summary>Generation to start from; null for a wiki that has none.</summary>
    public WikiGeneration? Base { get; init; }

    /// <summary>Pages of that generation.</summary>
    public IReadOnlyList<GenerationPage> BasePages { get; init; } = [];

    /// <summary>Files of that generation's commit.</summary>
    public FileFingerprints BaseFiles { get; init; } = FileFingerprints.None;

    /// <summary>Versions that those pages show.</summary>
    public IReadOnlyList<PageVersion> BaseVersions { get; init; } = [];

    /// <summary>True to plan anew; slugs of the same subjects stay.</summary>
    public bool IsFull { get; init; }

    /// <summary>Slug of a page to write anew whatever changed; null for none.</summary>
    public string? Asked { get; init; }

    /// <summary>A reader's note for that page's prompt; null for none.</summary>
    public string? Note { get; init; }
}
