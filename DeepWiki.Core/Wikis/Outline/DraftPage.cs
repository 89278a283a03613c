using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>A page of an outline in the making.</summary>
/// <param name="title">Title that readers see.</param>
/// <param name="group">The section it is to stand in.</param>
internal sealed class DraftPage(string title, string group)
{
    private const int LinesOfSentence = 6;

    public string Title { get; set; } = title;

    public string Group { get; set; } = group;

    /// <summary>Subject of the page, in a sentence.</summary>
    public string Description { get; set; } = "";

    public PageImportance Importance { get; set; } = PageImportance.Medium;

    /// <summary>Topics of documents it shows, the first is the one it is named for.</summary>
    public List<DocumentTopic> Topics { get; } = [];

    /// <summary>Paths that stand before all others.</summary>
    public List<string> Leading { get; } = [];

    /// <summary>Source files that have their home on it.</summary>
    public List<MappedFile> Code { get; } = [];

    /// <summary>Folder of its code; null for none.</summary>
    public string? Folder { get; set; }

    /// <summary>Amount there is to say on it.</summary>
    public double Substance => Topics.Sum(topic => topic.Words) + Code.Sum(file => SubstanceOf(file));

    /// <summary>Amount that documentation says about a file, in words.</summary>
    public static double SubstanceOf(MappedFile file) => (8.0 * Math.Min(file.Facts.DocumentationLines, 60)) + (4 * Math.Min(file.Facts.Documented, 20));

    /// <summary>Number of sentences that a page about a file would have, about: each documented declaration gives one, long comments give more.</summary>
    public static double SentencesOf(MappedFile file) =>
        file.Facts.Documented + (Math.Max(0, file.Facts.DocumentationLines - (LinesOfSentence * file.Facts.Documented)) / (double)LinesOfSentence);

    /// <summary>Paths of the page, best first.</summary>
    public IReadOnlyList<string> Files(int most) =>
        [
            .. Leading.Concat(Topics.Select(topic => topic.Path)).Concat(RepositoryMap.Ranked(Code).Select(file => file.Path))
                .Distinct(StringComparer.Ordinal).Take(most),
        ];
}
