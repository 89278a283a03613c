using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>
/// Plans what a newer commit changes in a wiki: pages keep their slugs and places, those whose lines changed are written anew, those whose lines moved are
/// renumbered, new subjects add pages, and a page leaves only when all its files are gone.
/// </summary>
internal sealed class RefreshPlanner(IndexContents contents)
{
    // A page whose set of files changed by more than this share is written anew, though its lines are the same.
    private const double NewFilesShare = 0.2;

    private const int MaxFiles = 20;

    /// <param name="order">The wiki and its generation before.</param>
    /// <param name="plan">Plan without an outline.</param>
    /// <param name="now">The files of the newer commit.</param>
    /// <param name="steering">Wishes of the maintainers.</param>
    /// <param name="drawAsync">Draws the outline that the index alone gives.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public async Task<WikiPlan> PlanAsync(
        PlanOrder order, GenerationPlan plan, FilesNow now, Steering steering, Func<Task<WikiOutline>> drawAsync, CancellationToken cancellationToken)
    {
        var before = order.Base!.Plan; // Only a wiki with a generation is refreshed.
        var isSame = order.BaseFiles.CountChanges(plan.Files) == 0;

        // One page that is asked for brings the others no further: what changed for them is left for the refresh.
        var isWhole = order.Asked is null && !isSame;
        var added = isWhole ? now.Paths.Where(path => !order.BaseFiles.Contains(path)).ToHashSet(StringComparer.Ordinal) : [];
        var outline = isWhole ? await drawAsync() : null;
        var anchors = isWhole && !order.Model.IsLocal ? await ReadAnchorsAsync(order, now, cancellationToken) : null;
        var homes = outline?.Pages.SelectMany(page => page.Files.Select(file => (file, Slug: Slugs.From(page.Title))))
            .Where(pair => added.Contains(pair.file)).ToLookup(pair => pair.Slug, pair => pair.file, StringComparer.Ordinal);
        var byId = order.BaseVersions.ToDictionary(version => version.Id);
        var pages = new List<PlannedPage>();
        foreach (var page in order.BasePages)
        {
            var version = page.Plan.VersionId is { } id ? byId.GetValueOrDefault(id) : null;
            var planned = order.Asked is null || page.Plan.Slug == order.Asked
                ? Plan(order, page, version, now, anchors, homes?[page.Plan.Slug].ToList() ?? [])
                : page.Plan with { Reason = version is null ? PageReason.New : PageReason.Unchanged, Note = null };
            if (planned is not null)
            {
                pages.Add(Steer(planned, steering));
            }
        }

        var sections = Keep(before.Sections, pages);

        // The pages of a steering file are exactly those it names.
        (pages, sections) = outline is null || steering.Pages.Count > 0 ? (pages, sections) : AddNew(pages, sections, outline, added);
        var slugs = pages.Select(page => page.Slug).ToHashSet(StringComparer.Ordinal);
        pages = [.. pages.Select(page => page with { Related = [.. page.Related.Where(slugs.Contains)] })];
        return new WikiPlan(
            plan with
            {
                Title = before.Title,
                Description = before.Description,
                Sections = sections,
                Files = order.Asked is null ? plan.Files : order.BaseFiles,
            },
            pages, new Dictionary<string, string>())
        {
            IsUnchanged = isSame && pages.TrueForAll(page => page.Reason == PageReason.Unchanged),
        };
    }

    // What the file says now counts for the next writing; the words of a reader come on top.
    private static PlannedPage Steer(PlannedPage page, Steering steering) => steering.Find(page.Title) is not { } wish
        ? page
        : page with
        {
            Purpose = wish.Purpose,
            Note = string.Join("\n\n", new[] { steering.NoteFor(page.Title), page.Note }.OfType<string>()) is { Length: > 0 } note ? note : null,
        };

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

    private async Task<PageAnchors> ReadAnchorsAsync(PlanOrder order, FilesNow now, CancellationToken cancellationToken)
    {
        var changed = order.BaseVersions.SelectMany(version => version.Content.Sources).Where(source => !now.IsSame(source.Path, source.Blob))
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
