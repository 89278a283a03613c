using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Git.Objects;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>A page as it leaves the service.</summary>
/// <param name="Slug">Name of the page in addresses.</param>
/// <param name="Title">Title.</param>
/// <param name="Importance">high, medium or low.</param>
/// <param name="Summary">Its first sentence.</param>
/// <param name="Markdown">Its text; citations are links where the host has pages, else the path and lines.</param>
/// <param name="Headings">Its headings.</param>
/// <param name="Citations">Lines it shows.</param>
/// <param name="Sources">Lines it was written from.</param>
/// <param name="Related">Slugs of pages to read next.</param>
/// <param name="Commit">The commit it was written at, in hexadecimal.</param>
/// <param name="Provider">Provider that wrote it.</param>
/// <param name="Model">Model that wrote it.</param>
/// <param name="WrittenAt">Time it was written.</param>
public sealed record ExportedPage(
    string Slug,
    string Title,
    string Importance,
    string Summary,
    string Markdown,
    IReadOnlyList<PageHeading> Headings,
    IReadOnlyList<ExportedCitation> Citations,
    IReadOnlyList<ExportedSource> Sources,
    IReadOnlyList<string> Related,
    string Commit,
    string Provider,
    string Model,
    DateTimeOffset WrittenAt)
{
    private static readonly string[] ImportanceNames = ["low", "medium", "high"];

    /// <summary>The page with the addresses of its citations filled in.</summary>
    /// <param name="page">The page as its generation has it.</param>
    /// <param name="version">The version that is shown.</param>
    /// <param name="linkTo">Page of the host for a path, its first and last line; null for none.</param>
    public static ExportedPage From(GenerationPage page, PageVersion version, Func<string, int, int, string?> linkTo)
    {
        var text = CitedText.From(version.Content, linkTo);
        return new ExportedPage(
            page.Plan.Slug, page.Plan.Title, ImportanceNames[page.Plan.Importance], version.Content.Summary, text.Markdown, version.Content.Headings,
            [
                .. text.Citations.Select(citation => new ExportedCitation(
                    citation.Position, citation.Length, citation.Path, citation.StartLine, citation.EndLine, ObjectId.FromBytes(citation.Blob).ToString(),
                    Convert.ToHexStringLower(citation.Sha256), linkTo(citation.Path, citation.StartLine, citation.EndLine))),
            ],
            [
                .. version.Content.Sources.Select(lines => new ExportedSource(
                    lines.Path, lines.StartLine, lines.EndLine, ObjectId.FromBytes(lines.Blob).ToString())),
            ],
            page.Plan.Related, version.Commit, version.Provider, version.Model, version.WrittenAt);
    }
}
