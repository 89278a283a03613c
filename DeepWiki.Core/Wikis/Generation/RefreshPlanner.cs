using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>
/// Plans what a newer commit changes in a wiki: pages keep their slugs and places, those whose lines changed are written anew, those whose lines moved are
/// renumbered, new subjects add pages, and a page leaves only when all its files are gone.
/// </summary>
internal sealed class RefreshPlanner(IndexContents contents, PageVersionStore versions)
{
    // A page whose set of files changed by more than this share is written anew, though its lines are the same.
    private const double NewFilesShare = 0.2;

    private const int MaxFiles = 20;

    /// <param name="order">The wiki and its generation before.</param>
    /// <param name="plan">Plan without an outline.</param>
    /// <param name="blobs">Object id of each file now.</param>
    /// <param name="drawAsync">Draws the outline that the index alone gives.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public async Task<WikiPlan> PlanAsync(
        PlanOrder order, GenerationPlan plan, IReadOnlyDictionary<string, byte[]> blobs, Func<Task<WikiOutline>> drawAsync, CancellationToken cancellationToken)
    {
        var before = order.Base!; // Only a wiki with a generation is refreshed.
        var shown = await versions.ReadAsync([.. order.BasePages.Select(page => page.Plan.VersionId).OfType<long>().Distinct()], cancellationToken);
        var byId = shown.ToDictionary(version => version.Id);
        var isSame = before.Plan.Files.CountChanges(plan.Files) == 0;
        var added = isSame ? [] : blobs.Keys.Where(path => !before.Plan.Files.Contains(path)).ToHashSet(StringComparer.Ordinal);
        var outline = isSame ? null : await drawAsync();
        var now = new FilesNow(blobs, before.Plan.Files, shown);
        var anchors = isSame || order.Model.IsLocal ? null : await ReadAnchorsAsync(order, now, shown, cancellationToken);
        var homes = outline?.Pages.SelectMany(page => page.Files.Select(file => (file, Slug: Slugs.From(page.Title))))
            .Where(pair => added.Contains(pair.file)).ToLookup(pair => pair.Slug, pair => pair.file, StringComparer.Ordinal);
        var pages = new List<PlannedPage>();
        foreach (var page in order.BasePages)
        {
            var version = page.Plan.VersionId is { } id ? byId.GetValueOrDefault(id) : null;
            var more = homes?[page.Plan.Slug].ToList() ?? [];
            if (Plan(order, page, version, now, anchors, more) is { } planned)
            {
                pages.Add(planned);
            }
        }

        var sections = Keep(before.Plan.Sections, pages);
        (pages, sections) = outline is null ? (pages, sections) : AddNew(pages, sections, outline, added);
        var slugs = pages.Select(page => page.Slug).ToHashSet(StringComparer.Ordinal);
        pages = [.. pages.Select(page => page with { Related = [.. page.Related.Where(slugs.Contains)] })];
        return new WikiPlan(
            plan with { Title = before.Plan.Title, Description = before.Plan.Description, Sections = sections }, pages, new Dictionary<string, string>())
        {
            IsUnchanged = isSame && pages.TrueForAll(page => page.Reason == PageReason.Unchanged),
        };
    }

    /// <summary>The page in the new generation; null when all its files are gone.</summary>
    private static PlannedPage? Plan(
        PlanOrder order, GenerationPage page, PageVersion? version, FilesNow now, PageAnchors? anchors, IReadOnlyList<string> more)
    {
        var files = page.Plan.Files.Select(now.Find).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (files.Count == 0 && page.Plan.Files.Count > 0)
        {
            return null;
        }

        var gone = page.Plan.Files.Count - files.Count;
        var isOther = page.Plan.Files.Count > 0 && (gone + more.Count) / (double)page.Plan.Files.Count > NewFilesShare;
        var planned = page.Plan with { Files = isOther ? [.. files.Concat(more).Take(MaxFiles)] : files, Note = null, VersionId = version?.Id };
        var reason = page.Plan.Slug == order.Asked ? PageReason.Asked
            : version is null || page.State == PageState.Failed ? PageReason.New
            : isOther || page.IsStale ? PageReason.SourcesChanged
            : Judge(version, now, anchors);
        return planned with { Reason = reason, Note = reason == PageReason.Asked ? order.Note : null };
    }

    private static PageReason Judge(PageVersion version, FilesNow now, PageAnchors? anchors)
    {
        if (version.Content.Sources.All(source => now.IsSame(source.Path, source.Blob)))
        {
            return PageReason.Unchanged;
        }

        // Without a model a page is written in no time, and what it says decides whether it changed.
        return anchors?.Judge(version.Content) switch
        {
            AnchorVerdict.InPlace => PageReason.Unchanged,
            AnchorVerdict.Moved => PageReason.LinesMoved,
            _ => PageReason.SourcesChanged,
        };
    }

    private async Task<PageAnchors> ReadAnchorsAsync(
        PlanOrder order, FilesNow now, IReadOnlyList<PageVersion> shown, CancellationToken cancellationToken)
    {
        var changed = shown.SelectMany(version => version.Content.Sources).Where(source => !now.IsSame(source.Path, source.Blob))
            .Select(source => source.Path).Distinct(StringComparer.Ordinal).Where(path => now.Find(path) is not null).ToList();
        return await PageAnchorReader.ReadAsync(contents, order.Index, changed, now, cancellationToken);
    }

    private static List<WikiSection> Keep(IReadOnlyList<WikiSection> sections, List<PlannedPage> pages)
    {
        var slugs = pages.Select(page => page.Slug).ToHashSet(StringComparer.Ordinal);
        return [.. sections.Select(section => section with { Pages = [.. section.Pages.Where(slugs.Contains)] })];
    }

    /// <summary>Adds pages about subjects whose files are all new.</summary>
    private static (List<PlannedPage> Pages, List<WikiSection> Sections) AddNew(
        List<PlannedPage> pages, List<WikiSection> sections, WikiOutline outline, HashSet<string> added)
    {
        var taken = pages.Select(page => page.Slug).ToHashSet(StringComparer.Ordinal);
        var titles = pages.Select(page => page.Title).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var page in outline.Pages.Where(page => page.Files.Count > 0 && page.Files.All(added.Contains) && !titles.Contains(page.Title)))
        {
            var slug = Slugs.Unique(Slugs.From(page.Title), taken);
            pages.Add(new PlannedPage(slug, page.Title, page.Description, (int)page.Importance, page.Files, []));
            var home = outline.Sections.FirstOrDefault(section => section.Pages.Contains(page.Id))?.Title;
            var at = sections.FindIndex(section => section.Title == home);
            at = at < 0 ? sections.Count - 1 : at;
            if (at >= 0)
            {
                sections[at] = sections[at] with { Pages = [.. sections[at].Pages, slug] };
            }
        }

        return (pages, sections);
    }
}
