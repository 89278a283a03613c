using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Makes the outline that a steering file asks for: exactly its pages, each with the files that come closest to its title and purpose.</summary>
internal sealed class SteeredOutline(Retriever retriever)
{
    private const int MaxFiles = 12;
    private const int MaxRelated = 4;

    public async Task<WikiOutline> DrawAsync(ActiveIndex index, WikiOutline own, IReadOnlyList<SteeringPage> wanted, CancellationToken cancellationToken)
    {
        var ids = wanted.Index().ToDictionary(pair => pair.Item.Title, pair => OutlineBuilder.PageId(pair.Index), StringComparer.Ordinal);
        var pages = new List<OutlinePage>();
        foreach (var page in wanted)
        {
            var files = await FindFilesAsync(index, own, page, cancellationToken);
            var importance = page.Parent is null ? PageImportance.High : PageImportance.Medium;
            pages.Add(new OutlinePage(ids[page.Title], page.Title, page.Purpose, importance, files, Related(page, wanted, ids)));
        }

        return new WikiOutline(own.Title, own.Description, Sections(wanted, ids), pages);
    }

    private async Task<List<string>> FindFilesAsync(ActiveIndex index, WikiOutline own, SteeringPage page, CancellationToken cancellationToken)
    {
        // A page that the index itself would make has its files from there.
        var same = own.Pages.FirstOrDefault(other => other.Title.Equals(page.Title, StringComparison.OrdinalIgnoreCase))?.Files ?? [];
        var found = await retriever.RetrieveAsync(index, new RetrievalQuery($"{page.Title} {page.Purpose}".Trim()), cancellationToken);
        return
        [
            .. same.Concat(found.Blocks.Select(block => block.Path)).Concat(found.NearestPaths).Distinct(StringComparer.Ordinal).Take(MaxFiles),
        ];
    }

    private static List<string> Related(SteeringPage page, IReadOnlyList<SteeringPage> wanted, Dictionary<string, string> ids) =>
    [
        .. wanted.Where(other => other != page
                && (other.Parent == page.Title || other.Title == page.Parent || (page.Parent is not null && other.Parent == page.Parent)))
            .Take(MaxRelated).Select(other => ids[other.Title]),
    ];

    // A page with pages below it opens a section of its own.
    private static List<OutlineSection> Sections(IReadOnlyList<SteeringPage> wanted, Dictionary<string, string> ids)
    {
        var known = wanted.Select(page => page.Title).ToHashSet(StringComparer.Ordinal);
        if (wanted.All(page => page.Parent is null || !known.Contains(page.Parent)))
        {
            return [];
        }

        var sections = new List<OutlineSection>();
        foreach (var top in wanted.Where(page => page.Parent is null || !known.Contains(page.Parent)))
        {
            sections.Add(new OutlineSection(OutlineBuilder.SectionId(sections.Count), top.Title, [.. Below(top).Select(page => ids[page.Title])], []));
        }

        return sections;

        IEnumerable<SteeringPage> Below(SteeringPage page) =>
            wanted.Where(other => other.Parent == page.Title && other != page).SelectMany(Below).Prepend(page);
    }
}
