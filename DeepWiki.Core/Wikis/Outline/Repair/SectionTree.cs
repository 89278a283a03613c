using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Outline.Repair;

/// <summary>Makes a tree of sections out of references that may lead nowhere, twice to the same, or in a circle.</summary>
internal static class SectionTree
{
    private const int MaxDepth = 3;

    /// <summary>Sections with at least a page somewhere below them; each page stands in exactly one.</summary>
    public static List<RepairedSection> Build(IReadOnlyList<OutlineSection> written, WikiOutline own, IReadOnlyList<RepairedPage> pages)
    {
        var byId = new Dictionary<string, OutlineSection>(StringComparer.Ordinal);
        foreach (var section in written)
        {
            byId.TryAdd(section.Id.Trim(), section);
        }

        var children = written.SelectMany(section => section.Subsections).Select(id => id.Trim()).ToHashSet(StringComparer.Ordinal);
        var left = new HashSet<RepairedPage>(pages);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var meant = pages
            .Where(page => page.WrittenId.Length > 0)
            .DistinctBy(page => page.WrittenId, StringComparer.Ordinal)
            .ToDictionary(page => page.WrittenId, StringComparer.Ordinal);
        var roots = new List<RepairedSection>();

        // Sections that only a circle names cannot be reached from a root: they are tried after the true roots.
        foreach (var section in written.OrderBy(section => children.Contains(section.Id.Trim())))
        {
            if (Take(section, 1) is { } root)
            {
                roots.Add(root);
            }
        }

        Place(left, pages, own, roots);
        roots = [.. roots.Where(HasPages)];
        foreach (var (section, index) in Walk(roots).Select((section, index) => (section, index)).ToList())
        {
            section.Id = OutlineBuilder.SectionId(index);
        }

        return roots;

        RepairedSection? Take(OutlineSection section, int depth)
        {
            var title = Names.Clip(Names.Plain(section.Title));
            if (depth > MaxDepth || !seen.Add(section.Id.Trim()))
            {
                return null;
            }

            var taken = new List<RepairedPage>();
            foreach (var id in section.Pages)
            {
                if (meant.TryGetValue(id.Trim(), out var page) && left.Remove(page))
                {
                    taken.Add(page);
                }
            }

            var repaired = new RepairedSection(title.Length > 0 ? title : taken is [var first, ..] ? first.Title : own.Title);
            repaired.Pages.AddRange(taken);
            var below = section.Subsections.Select(id => byId.GetValueOrDefault(id.Trim())).OfType<OutlineSection>();
            repaired.Children.AddRange(below.Select(child => Take(child, depth + 1)).OfType<RepairedSection>().Where(HasPages));
            return repaired;
        }
    }

    /// <summary>All sections, each before those below it.</summary>
    public static IEnumerable<RepairedSection> Walk(IEnumerable<RepairedSection> sections) =>
        sections.SelectMany(section => Walk(section.Children).Prepend(section));

    private static bool HasPages(RepairedSection section) => section.Pages.Count > 0 || section.Children.Any(HasPages);

    /// <summary>Pages that no section has go where pages of that title or of the same files stand in our own outline.</summary>
    private static void Place(HashSet<RepairedPage> left, IReadOnlyList<RepairedPage> pages, WikiOutline own, List<RepairedSection> roots)
    {
        foreach (var page in pages.Where(left.Contains))
        {
            var like = own.Pages.MaxBy(other =>
                (other.Title.Equals(page.Title, StringComparison.OrdinalIgnoreCase) ? 100 : 0)
                + other.Files.Intersect(page.Files, StringComparer.Ordinal).Count());
            var title = own.Sections.FirstOrDefault(section => like is not null && section.Pages.Contains(like.Id))?.Title ?? own.Title;
            var section = roots.Find(root => root.Title.Equals(title, StringComparison.OrdinalIgnoreCase));
            if (section is null)
            {
                section = new RepairedSection(title);
                roots.Add(section);
            }

            section.Pages.Add(page);
        }
    }
}
