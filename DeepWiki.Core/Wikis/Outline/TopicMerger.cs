namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Makes fewer pages of many: the slightest subjects become sections of the page that is nearest to them.</summary>
internal static class TopicMerger
{
    private const int MaxTopics = 4;
    private const int MinSubstance = 150;
    private const double SameGroup = 0.06;
    private const double Index = 0.08;

    /// <summary>Merges until there are at most <paramref name="most"/> pages, each with something to say.</summary>
    public static void Merge(List<DraftPage> pages, int most)
    {
        var counts = pages.SelectMany(page => page.Topics.SelectMany(topic => topic.Names).Distinct(StringComparer.Ordinal))
            .CountBy(name => name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        while (pages.Count > 1)
        {
            var slightest = pages.Where(page => !page.Topics[0].IsIndex).DefaultIfEmpty(pages[^1])
                .MinBy(page => (Score(page), -page.Topics[0].Order))!; // There is more than one.
            if (pages.Count <= most && slightest.Substance >= MinSubstance)
            {
                return;
            }

            pages.Remove(slightest);
            var target = pages.Where(page => page.Topics.Count + slightest.Topics.Count <= MaxTopics).DefaultIfEmpty(pages.MinBy(page => page.Topics.Count)!)
                .MaxBy(page => Similarity(page, slightest, counts))!; // As above.
            target.Topics.AddRange(slightest.Topics);
            target.Code.AddRange(slightest.Code);
        }
    }

    private static double Score(DraftPage page) =>
        (Math.Min(1_500, page.Topics.Sum(topic => topic.Words)) / 10.0) + (8 * Math.Min(8, page.Code.Count)) + Math.Min(60,
            page.Code.Sum(DraftPage.SubstanceOf) / 20);

    private static double Similarity(DraftPage one, DraftPage other, Dictionary<string, int> counts)
    {
        var (first, second) = (NamesOf(one), NamesOf(other));
        var shared = first.Count < second.Count ? first.Where(second.Contains) : second.Where(first.Contains);
        var overlap = shared.Sum(name => 1.0 / counts.GetValueOrDefault(name, 1)) / Math.Sqrt(1 + ((double)first.Count * second.Count));
        var (topic, given) = (one.Topics[0], other.Topics[0]);
        overlap += topic.Group == given.Group && topic.Folder == given.Folder && (topic.Group.Length > 0 || topic.Folder.Contains('/')) ? SameGroup : 0;
        overlap += topic.IsIndex && topic.Folder == given.Folder ? Index : 0;
        overlap += topic.IsSection && given.IsSection && topic.Path == given.Path ? 1.0 / (2 + Math.Abs(topic.Order - given.Order)) : 0;
        return overlap - (0.01 * one.Topics.Count);
    }

    private static HashSet<string> NamesOf(DraftPage page) => page.Topics.SelectMany(topic => topic.Names).ToHashSet(StringComparer.Ordinal);
}
