using DeepWiki.ChatApi.Wikis.Views;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Wikis.Generation;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Compares two generations of a wiki.</summary>
internal sealed class WikiChanges(WikiReader reader, GenerationStore generations, CitationSurvival survival)
{
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.NotFound"/> when there are no two generations to compare.</exception>
    public async Task<ChangesView> CompareAsync(OpenedWiki wiki, ChangesQuery query, CancellationToken cancellationToken)
    {
        var later = await reader.FindAsync(wiki.Wiki, query.To ?? new GenerationQuery(null, null), cancellationToken);
        var earlier = await FindEarlierAsync(wiki.Wiki, query.From, later, cancellationToken);
        var before = (await reader.ReadPagesAsync(earlier, cancellationToken)).ToDictionary(pair => pair.Page.Plan.Slug, StringComparer.Ordinal);
        var after = (await reader.ReadPagesAsync(later, cancellationToken)).ToDictionary(pair => pair.Page.Plan.Slug, StringComparer.Ordinal);
        var both = after.Where(pair => before.ContainsKey(pair.Key) && before[pair.Key].Version.Id != pair.Value.Version.Id)
            .Select(pair => (Before: before[pair.Key].Version, After: pair.Value)).ToLookup(
                pair => WikiPageWriter.SaysTheSame(pair.Before.Content, pair.After.Version.Content));
        var dead = await survival.FindDeadAsync(
            later, [.. before.Values.Select(pair => (pair.Page.Plan.Slug, pair.Version))], cancellationToken);
        var changed = both[false].Select(pair => View(pair.After.Page, pair.Before, pair.After.Version)).ToList();
        var removed = before.Where(pair => !after.ContainsKey(pair.Key)).Select(pair => View(pair.Value.Page, pair.Value.Version, null)).ToList();
        return new ChangesView(
            earlier.Number,
            earlier.Plan.Commit,
            later.Number,
            later.Plan.Commit,
            [.. after.Where(pair => !before.ContainsKey(pair.Key)).Select(pair => View(pair.Value.Page, null, pair.Value.Version))],
            changed,
            [.. both[true].Select(pair => View(pair.After.Page, pair.Before, pair.After.Version))],
            removed,
            [.. dead.Select(row => new DeadCitationView(row.Slug, row.Path, row.StartLine, row.EndLine))],
            changed.Count + removed.Count + dead.Count > 0 ? 1 : 0);
    }

    private async Task<WikiGeneration> FindEarlierAsync(StoredWiki wiki, GenerationQuery? query, WikiGeneration later, CancellationToken cancellationToken)
    {
        if (query is not null)
        {
            return await reader.FindAsync(wiki, query, cancellationToken);
        }

        var number = later.Plan.BaseGeneration
            ?? (await generations.ListAsync(wiki.Id, cancellationToken)).FirstOrDefault(generation => generation.Number < later.Number)?.Number
            ?? throw new DeepWikiException(ErrorCode.NotFound, "The wiki has no generation before this one to compare with.");
        return await reader.FindAsync(wiki, new GenerationQuery(number, null), cancellationToken);
    }

    private static ChangedPageView View(GenerationPage page, PageVersion? before, PageVersion? after)
    {
        var (old, now) = (Count(before), Count(after));
        return new ChangedPageView(
            page.Plan.Slug, page.Plan.Title, after is null ? null : PageReasons.Name(page.Plan.Reason), Surplus(now, old), Surplus(old, now));
    }

    private static Dictionary<string, int> Count(PageVersion? version) =>
        (version is null ? "" : WikiPageWriter.WithoutLines(version.Content)).Split('\n')
            .CountBy(line => line, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private static int Surplus(Dictionary<string, int> lines, Dictionary<string, int> others) =>
        lines.Where(pair => pair.Key.Length > 0).Sum(pair => Math.Max(0, pair.Value - others.GetValueOrDefault(pair.Key)));
}
