namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Finds for source files the subject of the documentation that is about them: by their names, and by the types that it mentions.</summary>
internal sealed class TopicHomes
{
    private const double MinScore = 3;
    private const double NameScore = 6;
    private const double FolderScore = 5;
    private const double PartScore = 2;
    private const double WordOfFolder = 1.5;
    private const int MinPart = 5;
    private const int MinTypeName = 5;
    private const int MaxMentions = 3;

    private readonly IReadOnlyList<DraftPage> pages;
    private readonly Dictionary<string, List<int>> mentions = new(StringComparer.Ordinal);
    private readonly List<(string[] Whole, string[] Words)> keys;
    private readonly Dictionary<string, int> titled;

    public TopicHomes(IReadOnlyList<DraftPage> pages)
    {
        this.pages = pages;
        keys = [.. pages.Select(page => KeysOf(page))];
        titled = keys.SelectMany(key => key.Words).CountBy(word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        for (var i = 0; i < pages.Count; i++)
        {
            foreach (var name in pages[i].Topics.SelectMany(topic => topic.Names).Distinct(StringComparer.Ordinal))
            {
                (mentions.TryGetValue(name, out var known) ? known : mentions[name] = []).Add(i);
            }
        }
    }

    /// <summary>The page a file belongs to; null when none is about it.</summary>
    public DraftPage? Find(MappedFile file)
    {
        var scores = new double[pages.Count];
        var stem = Singular(Names.Folded(file.Stem));
        var folders = file.Folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(folder => !FolderNames.IsContainer(folder))
            .Select(folder => Singular(Names.Folded(folder))).ToList();
        for (var i = 0; i < pages.Count; i++)
        {
            foreach (var key in keys[i].Whole)
            {
                scores[i] += key == stem ? NameScore
                    : folders.Count > 0 && folders[^1] == key ? FolderScore
                    : folders.Contains(key) ? FolderScore - 2
                    : IsPart(stem, key) ? PartScore : 0;
            }

            scores[i] += keys[i].Words.Count(word => word == stem && word.Length >= MinPart - 1) * PartScore / Math.Max(1, titled.GetValueOrDefault(stem));
        }

        if (folders is [.., var last])
        {
            for (var i = 0; i < pages.Count; i++)
            {
                scores[i] += keys[i].Words.Contains(last, StringComparer.Ordinal) ? WordOfFolder / Math.Max(1, titled.GetValueOrDefault(last)) : 0;
            }
        }

        foreach (var name in file.Facts.Types.Where(name => name.Length >= MinTypeName))
        {
            if (mentions.TryGetValue(name, out var named) && named.Count <= MaxMentions)
            {
                named.ForEach(page => scores[page] += 2.0 / named.Count);
            }
        }

        var best = Array.IndexOf(scores, scores.DefaultIfEmpty(0).Max());
        return best >= 0 && scores[best] >= MinScore ? pages[best] : null;
    }

    private static bool IsPart(string one, string other) =>
        one.Length >= MinPart && other.Length >= MinPart && (one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal));

    private static (string[] Whole, string[] Words) KeysOf(DraftPage page)
    {
        var whole = page.Topics.SelectMany(topic => new[] { topic.Title, topic.IsSection ? "" : Path.GetFileNameWithoutExtension(topic.Path),
            IndexFolder(topic) })
            .Append(page.Title).Select(name => Singular(Names.Folded(name))).Where(key => key.Length > 2).Distinct(StringComparer.Ordinal).ToArray();
        var words = page.Topics.SelectMany(topic => Names.Words(topic.Title)).Select(word => Singular(word.ToLowerInvariant()))
            .Distinct(StringComparer.Ordinal).ToArray();
        return (whole, words);
    }

    private static string IndexFolder(DocumentTopic topic) => topic.IsIndex ? topic.Folder[(topic.Folder.LastIndexOf('/') + 1)..] : "";

    private static string Singular(string folded) =>
        folded.EndsWith("ies", StringComparison.Ordinal) && folded.Length > 5 ? folded[..^3] + "y"
        : folded.EndsWith('s') && !folded.EndsWith("ss", StringComparison.Ordinal) && folded.Length > 3 ? folded[..^1] : folded;
}
