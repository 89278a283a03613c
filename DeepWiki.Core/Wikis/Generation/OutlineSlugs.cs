using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Generation;

/// <summary>Gives the pages of an outline their slugs: a subject that the wiki had before keeps the slug it had.</summary>
internal sealed class OutlineSlugs
{
    private const double SameSubject = 0.5;

    private readonly Dictionary<string, string> byPageId = new(StringComparer.Ordinal);

    /// <param name="outline">The outline.</param>
    /// <param name="earlier">Pages the wiki had; none for a new wiki.</param>
    public OutlineSlugs(WikiOutline outline, IReadOnlyList<GenerationPage> earlier)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var left = earlier.ToDictionary(page => page.Plan.Slug, StringComparer.Ordinal);
        foreach (var page in outline.Pages.Where(page => left.Remove(Slugs.From(page.Title))))
        {
            byPageId[page.Id] = Slugs.Unique(Slugs.From(page.Title), taken);
        }

        foreach (var page in outline.Pages.Where(page => !byPageId.ContainsKey(page.Id)))
        {
            var same = left.Values.MaxBy(other => Overlap(page.Files, other.Plan.Files));
            if (same is not null && Overlap(page.Files, same.Plan.Files) >= SameSubject)
            {
                left.Remove(same.Plan.Slug);
                byPageId[page.Id] = Slugs.Unique(same.Plan.Slug, taken);
            }
        }

        foreach (var page in outline.Pages.Where(page => !byPageId.ContainsKey(page.Id)))
        {
            byPageId[page.Id] = Slugs.Unique(Slugs.From(page.Title), taken);
        }

        Redirects = left.Values
            .Select(page => (page.Plan.Slug, Next: outline.Pages.MaxBy(other => Overlap(page.Plan.Files, other.Files))))
            .Where(pair => pair.Next is not null && pair.Slug != byPageId[pair.Next.Id] && !taken.Contains(pair.Slug))
            .ToDictionary(pair => pair.Slug, pair => byPageId[pair.Next!.Id], StringComparer.Ordinal); // Just seen not to be null.
    }

    /// <summary>Slug of the page with this id.</summary>
    public string this[string pageId] => byPageId[pageId];

    /// <summary>Slugs that no page has any more, each with the slug of the page nearest to it.</summary>
    public IReadOnlyDictionary<string, string> Redirects { get; }

    /// <summary>Share of the smaller list of files that both have.</summary>
    public static double Overlap(IReadOnlyList<string> files, IReadOnlyList<string> others) =>
        files.Count == 0 || others.Count == 0
            ? 0
            : files.Intersect(others, StringComparer.Ordinal).Count() / (double)Math.Min(files.Count, others.Count);
}
