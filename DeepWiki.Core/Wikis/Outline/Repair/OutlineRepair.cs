using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.TextAnalysis;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Outline.Repair;

/// <summary>Makes an outline that a model drew one that every reader can open: complete, without dead ends, and about files that exist.</summary>
internal static class OutlineRepair
{
    private const int MaxFiles = 20;
    private const int MaxWritten = 40;
    private const int MinFiles = 5;
    private const int MaxRelated = 6;
    private const int MaxDescription = 600;

    /// <summary>The outline repaired; pages it lacks are taken from the one made without a model.</summary>
    public static WikiOutline Repair(WikiOutline outline, RepositoryFacts facts, OutlineDetail detail, string language)
    {
        var own = OutlineBuilder.Build(facts, detail, language);
        var map = new RepositoryMap(facts);
        var (fewest, most) = detail == OutlineDetail.Comprehensive ? (8, 12) : (4, 6);
        var pages = Cut(ReadPages(outline, map), most);
        if (pages.Count == 0)
        {
            return own;
        }

        Fill(pages, own, Math.Min(fewest, own.Pages.Count));
        var ids = Rename(pages);
        List<RepairedSection> sections = detail == OutlineDetail.Comprehensive ? SectionTree.Build(outline.Sections, own, pages) : [];
        var order = sections.Count == 0 ? pages : [.. SectionTree.Walk(sections).SelectMany(section => section.Pages)];
        return new WikiOutline(
            Text(outline.Title, own.Title),
            Text(outline.Description, own.Description),
            [
                .. SectionTree
                    .Walk(sections)
                    .Select(section => new OutlineSection(
                        section.Id, section.Title, [.. section.Pages.Select(page => page.Id)], [.. section.Children.Select(child => child.Id)]))
            ],
            [.. order.Select(page => new OutlinePage(page.Id, page.Title, page.Description, page.Importance, page.Files, Related(page, pages, ids)))]);
    }

    private static string Text(string text, string fallback)
    {
        var plain = Names.Plain(text);
        return plain.Length == 0 ? fallback : TextClip.Cut(plain, MaxDescription);
    }

    private static List<RepairedPage> ReadPages(WikiOutline outline, RepositoryMap map)
    {
        var matcher = new PathMatcher(map);
        var terms = new Lazy<PathTerms>(() => new PathTerms(map));
        var titles = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var pages = new List<RepairedPage>();
        foreach (var page in outline.Pages)
        {
            var files = page.Files.Take(MaxWritten).SelectMany(matcher.Find).Distinct(StringComparer.Ordinal).Take(MaxFiles).ToList();
            var title = Names.Clip(Names.Plain(page.Title));
            title = title.Length > 0 ? title : files.Count > 0 ? Names.Title(map.ByPath[files[0]].Stem) : "";
            if (title.Length == 0 || !titles.Add(title))
            {
                continue;
            }

            if (files.Count < MinFiles)
            {
                files.AddRange(terms.Value.Nearest(title, files, MinFiles - files.Count));
            }

            if (files.Count > 0 || map.Files.Count == 0)
            {
                pages.Add(
                    new RepairedPage(page.Id.Trim(), title, Text(page.Description, ""), page.Importance, files, [.. page.Related.Select(id => id.Trim())]));
            }
        }

        return pages;
    }

    /// <summary>The most important ones, in the order they had.</summary>
    private static List<RepairedPage> Cut(List<RepairedPage> pages, int most)
    {
        if (pages.Count <= most)
        {
            return pages;
        }

        var kept = pages
            .Select((page, place) => (page, place))
            .OrderByDescending(pair => pair.page.Importance)
            .ThenBy(pair => pair.place)
            .Take(most)
            .Select(pair => pair.place)
            .ToHashSet();
        return [.. pages.Where((_, place) => kept.Contains(place))];
    }

    private static void Fill(List<RepairedPage> pages, WikiOutline own, int fewest)
    {
        foreach (var page in own.Pages.OrderBy(page => pages.Max(other => (double?)Overlap(page.Files, other.Files)) ?? 0))
        {
            if (pages.Count >= fewest)
            {
                return;
            }

            if (pages.TrueForAll(other => !other.Title.Equals(page.Title, StringComparison.OrdinalIgnoreCase)))
            {
                pages.Add(new RepairedPage("", page.Title, page.Description, page.Importance, page.Files, []));
            }
        }
    }

    private static double Overlap(IReadOnlyList<string> files, IReadOnlyList<string> others) =>
        files.Count == 0 ? 0 : files.Intersect(others, StringComparer.Ordinal).Count() / (double)files.Count;

    /// <summary>Gives each page an id of ours; the first page with an id of the model's is what is meant by it.</summary>
    private static Dictionary<string, RepairedPage> Rename(List<RepairedPage> pages)
    {
        var meant = new Dictionary<string, RepairedPage>(StringComparer.Ordinal);
        for (var i = 0; i < pages.Count; i++)
        {
            pages[i].Id = OutlineBuilder.PageId(i);
            if (pages[i].WrittenId.Length > 0)
            {
                meant.TryAdd(pages[i].WrittenId, pages[i]);
            }
        }

        return meant;
    }

    private static List<string> Related(RepairedPage page, List<RepairedPage> pages, Dictionary<string, RepairedPage> ids)
    {
        var related = page.Related.Select(id => ids.GetValueOrDefault(id) ?? pages.Find(other => other.Title.Equals(id, StringComparison.OrdinalIgnoreCase)))
            .OfType<RepairedPage>().Where(other => other != page).Distinct().Take(MaxRelated).ToList();
        if (related.Count == 0)
        {
            related = [.. pages.Where(other => other != page).OrderByDescending(other => Overlap(page.Files, other.Files)).Take(2)];
        }

        return [.. related.Select(other => other.Id)];
    }

    /// <summary>Finds the files that the words of a title point to.</summary>
    private sealed class PathTerms
    {
        private readonly Dictionary<string, List<MappedFile>> files = new(StringComparer.Ordinal);
        private readonly List<string> best;

        public PathTerms(RepositoryMap map)
        {
            best = [.. RepositoryMap.Ranked(map.Core).Take(MaxFiles).Select(file => file.Path)];
            foreach (var file in map.Files.Where(file => file.Role != FileRole.Foreign))
            {
                foreach (var term in Tokenizer.DistinctTerms(file.Path))
                {
                    if (!files.TryGetValue(term, out var named))
                    {
                        files[term] = named = [];
                    }

                    named.Add(file);
                }
            }
        }

        public IEnumerable<string> Nearest(string title, List<string> known, int most)
        {
            var scores = new Dictionary<MappedFile, double>(ReferenceEqualityComparer.Instance);
            foreach (var term in Tokenizer.DistinctTerms(title).Take(8))
            {
                if (files.TryGetValue(term, out var named) && named.Count <= 2_000)
                {
                    foreach (var file in named)
                    {
                        scores[file] = scores.GetValueOrDefault(file) + (1.0 / Math.Log2(1 + named.Count));
                    }
                }
            }

            // Neighbours of what is known come next, and what matters in the repository last.
            var folders = known.Select(path => path[..Math.Max(0, path.LastIndexOf('/'))]).ToHashSet(StringComparer.Ordinal);
            return scores
                .OrderByDescending(pair => pair.Value + (folders.Contains(pair.Key.Folder) ? 0.5 : 0))
                .ThenByDescending(pair => pair.Key.Rank)
                .ThenBy(pair => pair.Key.Path, StringComparer.Ordinal)
                .Select(pair => pair.Key.Path)
                .Concat(best)
                .Except(known, StringComparer.Ordinal)
                .Take(most)
                .ToList();
        }
    }
}
