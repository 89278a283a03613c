namespace DeepWiki.Core.Data.Generations;

/// <summary>Plan of a generation.</summary>
/// <param name="Commit">The commit, in hexadecimal.</param>
/// <param name="SeriesId">Series of the index it is read from.</param>
/// <param name="ViewId">View of that index.</param>
/// <param name="IndexGeneration">Generation of that view.</param>
/// <param name="Language">Code of the language of its pages.</param>
/// <param name="Title">The repository, as its README calls it.</param>
/// <param name="Description">Description of the repository in one or two sentences.</param>
/// <param name="Sections">Groups of pages, by their slugs; none in a flat wiki.</param>
/// <param name="Notes">Notes of the steering file for every prompt.</param>
/// <param name="Warnings">Facts a maintainer should know, such as faults of the steering file.</param>
/// <param name="Provider">Provider that writes it.</param>
/// <param name="Model">Model that writes it.</param>
public sealed record GenerationPlan(
    string Commit,
    int SeriesId,
    int ViewId,
    int IndexGeneration,
    string Language,
    string Title,
    string Description,
    IReadOnlyList<WikiSection> Sections,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Warnings,
    string Provider,
    string Model)
{
    /// <summary>The files of the commit.</summary>
    public FileFingerprints Files { get; init; } = FileFingerprints.None;

    /// <summary>Generation it was planned from; null when planned anew.</summary>
    public int? BaseGeneration { get; init; }

    /// <summary>True when it only shows what would change.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Most that it may cost; null for no limit.</summary>
    public double? MaxCost { get; init; }
}
