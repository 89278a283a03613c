using DeepWiki.Core.Data.Generations;

namespace DeepWiki.Core.Wikis.Export;

/// <summary>A generation of a wiki as it leaves the service. The same generation gives the same bytes in every format.</summary>
/// <param name="Title">Title of the wiki.</param>
/// <param name="Description">Description of the repository.</param>
/// <param name="Repository">Name of the repository that people see.</param>
/// <param name="Url">Address of the repository; null for a local folder.</param>
/// <param name="Commit">The commit, in hexadecimal.</param>
/// <param name="Language">Code of its language.</param>
/// <param name="Generation">Number of the generation.</param>
/// <param name="State">running, ready, partial, failed or cancelled.</param>
/// <param name="WrittenAt">Time it was finished.</param>
/// <param name="Sections">Groups of pages; none in a flat wiki.</param>
/// <param name="Pages">Pages that can be read, in reading order.</param>
public sealed record ExportedWiki(
    string Title,
    string Description,
    string Repository,
    string? Url,
    string Commit,
    string Language,
    int Generation,
    string State,
    DateTimeOffset WrittenAt,
    IReadOnlyList<WikiSection> Sections,
    IReadOnlyList<ExportedPage> Pages)
{
    /// <summary>Pages by the title of their section, in reading order; pages of no section come first, with an empty title.</summary>
    internal IReadOnlyList<(string Section, IReadOnlyList<ExportedPage> Pages)> Groups()
    {
        var bySlug = Pages.ToDictionary(page => page.Slug, StringComparer.Ordinal);
        var sectioned = Sections.SelectMany(section => section.Pages).ToHashSet(StringComparer.Ordinal);
        var groups = new List<(string, IReadOnlyList<ExportedPage>)> { ("", [.. Pages.Where(page => !sectioned.Contains(page.Slug))]) };
        groups.AddRange(Sections.Select(section => (
            section.Title, (IReadOnlyList<ExportedPage>)[.. section.Pages.Where(bySlug.ContainsKey).Select(slug => bySlug[slug])])));
        return [.. groups.Where(group => group.Item2.Count > 0)];
    }
}
