using System.Text.RegularExpressions;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;
using DeepWiki.Core.Wikis.Modules;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Reads the documents of a repository and finds the subjects they treat, in the order of their tables of contents.</summary>
internal sealed partial class TopicFinder
{
    private const int MaxWhole = 2_200;
    private const int MinSection = 140;
    private const int MinSections = 3;
    private const int CodeWords = 4;
    private const double SplitShare = 0.7;

    // Slight subjects are put together later.
    private const double SplitExcess = 1.5;
    private const int MaxTitle = 60;

    private readonly List<Document> topics = [];
    private readonly Dictionary<string, (string Heading, int Order)> contents = new(StringComparer.Ordinal);

    public TopicFinder(RepositoryFacts facts, RepositoryMap map)
    {
        var all = facts.Documents.Select(file => DocumentReader.Read(file.Path, file.Join())).ToList();
        foreach (var document in all)
        {
            ReadContents(document);
            ByRole[DocumentRoles.Of(document, map)].Add(document);
        }

        foreach (var block in ByRole.Where(pair => pair.Key != DocumentRole.Left).SelectMany(pair => pair.Value).SelectMany(document => document.Blocks))
        {
            foreach (Match match in Identifier().Matches(block.Kind == DocumentBlockKind.Code ? block.Text : block.Plain))
            {
                Mentions[match.Value] = Mentions.GetValueOrDefault(match.Value) + 1;
            }
        }

        topics = ByRole[DocumentRole.Topic];
    }

    /// <summary>Number of mentions of identifiers in all documents that are shown.</summary>
    public Dictionary<string, int> Mentions { get; } = new(StringComparer.Ordinal);

    public Dictionary<DocumentRole, List<Document>> ByRole { get; } = Enum.GetValues<DocumentRole>().ToDictionary(role => role, _ => new List<Document>());

    /// <summary>All subjects in reading order; long documents are cut into theirs while there is room for so many pages.</summary>
    public List<DocumentTopic> Find(int slots)
    {
        var room = (int)(SplitShare * slots) - topics.Count;
        var split = new Dictionary<string, List<DocumentTopic>>(StringComparer.Ordinal);
        foreach (var document in topics.Where(document => document.Words >= MaxWhole && !IsQuestions(document)).OrderByDescending(document => document.Words))
        {
            var parts = Parts(document, document.Sections(), null, 0).DistinctBy(part => part.Title, StringComparer.OrdinalIgnoreCase).ToList();
            if (parts.Count >= MinSections && parts.Count - 1 <= SplitExcess * room)
            {
                split[document.Path] = parts;
                room -= parts.Count - 1;
            }
        }

        var found = topics.OrderBy(document => contents.GetValueOrDefault(Key(document.Path), ("", int.MaxValue)).Item2)
            .ThenBy(document => document.Path.Contains('/')).ThenBy(document => Folder(document.Path), StringComparer.Ordinal)
            .ThenByDescending(document => IsIndex(document.Path)).ThenBy(document => document.Path, StringComparer.Ordinal)
            .SelectMany(document => split.GetValueOrDefault(document.Path) ?? [Whole(document)]).ToList();
        return [.. found.Select((topic, order) => topic with { Order = order })];
    }

    /// <summary>A whole document as a subject.</summary>
    public DocumentTopic Whole(Document document)
    {
        var title = TitleOf(document);
        var isQuestions = IsQuestions(document);
        var said = TopicSentence.Find(isQuestions ? [.. document.Blocks.TakeWhile(block => block.Kind != DocumentBlockKind.Heading || block.Level < 2)]
            : document.Blocks);
        var description = said?.Text ?? (isQuestions ? TopicSentence.Questions(document) : "");
        return new DocumentTopic(title, document.Path, Size(document.Blocks), Introductions.Clip(description))
        {
            Lines = said is null ? null : new LineSpan(said.Value.Block.StartLine, said.Value.Block.EndLine),
            Group = contents.GetValueOrDefault(Key(document.Path), ("", 0)).Item1,
            Names = NamesIn(document.Blocks),
        };
    }

    private static string TitleOf(Document document)
    {
        var name = Path.GetFileNameWithoutExtension(document.Path);
        var subject = name.TrimStart('_') is "index" ? Folder(document.Path) is var folder ? folder[(folder.LastIndexOf('/') + 1)..] : name : name;
        return Names.Clip(Names.Plain(document.Title is { Length: > 0 and <= 70 } title && title.Any(char.IsLetter) ? title.TrimEnd(':')
            : Names.Title(subject)));
    }

    /// <summary>
    /// Subjects below the shallowest headings of which there are several. What is too small for a page stays with the heading above, or with the document.
    /// </summary>
    private List<DocumentTopic> Parts(Document document, IReadOnlyList<DocumentSection> sections, DocumentSection? parent, int above)
    {
        var found = new List<DocumentTopic>();
        var level = sections.Where(section => section.Level > above).GroupBy(section => section.Level).OrderBy(group => group.Key)
            .FirstOrDefault(group => group.Count() >= MinSections)?.Key ?? 0;
        var rest = new List<DocumentBlock>();
        foreach (var section in level == 0 ? [] : sections.Where(section => section.Level == level && !DocumentRoles.IsAside(section.Title)))
        {
            var below = document.Below(section);
            var size = below.Sum(inner => Size(inner.Blocks));
            var inner = size > MaxWhole ? Parts(document, [.. below.Skip(1)], section, level) : [];
            if (inner.Count >= MinSections)
            {
                found.AddRange(inner);
            }
            else if (size < MinSection || IsNothing(section.Title) || section.Title.Length > MaxTitle)
            {
                rest.AddRange(below.SelectMany(part => part.Blocks));
            }
            else
            {
                found.Add(Part(document, section.Title, [.. below.SelectMany(part => part.Blocks)]));
            }
        }

        if (found.Count > 0 && Size(rest) >= MinSection && !IsNothing(parent?.Title ?? ""))
        {
            found.Insert(0, Part(document, parent?.Title ?? TitleOf(document), rest));
        }

        return found;
    }

    private static DocumentTopic Part(Document document, string title, IReadOnlyList<DocumentBlock> blocks) =>
        new(Names.Clip(Names.Plain(title.TrimEnd(':'))), document.Path, Size(blocks), Introductions.Clip(TopicSentence.Find(blocks)?.Text ?? ""))
        {
            Names =
            NamesIn(blocks),
            IsSection = true
        };

    // A page for each question would tell nobody what it is about.
    private static bool IsQuestions(Document document) =>
        Names.Folded(Path.GetFileNameWithoutExtension(document.Path)) is "faq" or "faqs" or "troubleshooting" or "questions"
        || document.Sections().Count(section => section.Title.EndsWith('?')) > 3;

    /// <summary>Title of the document that introduces a folder; null where none does.</summary>
    public string? TitleOfFolder(string folder) =>
        folder.Contains('/') && ByRole.Values.SelectMany(documents => documents).FirstOrDefault(document => IsIndex(document.Path)
            && Folder(document.Path) == folder) is { } index ? TitleOf(index) : null;

    private static bool IsNothing(string title) => DocumentRoles.IsBeginning(title)
        || Names.Folded(title) is "overview" or "introduction" or "goals" or "concepts" or "features" or "about"
            or "conclusion" or "summary" or "background" or "motivation";

    private static int Size(IEnumerable<DocumentBlock> blocks) =>
        blocks.Sum(block => block.Kind == DocumentBlockKind.Code ? CodeWords * Math.Min(20, block.EndLine - block.StartLine) : block.Words);

    private static HashSet<string> NamesIn(IEnumerable<DocumentBlock> blocks)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            foreach (Match match in Identifier().Matches(block.Kind == DocumentBlockKind.Code ? block.Text : block.Plain))
            {
                names.Add(match.Value);
            }
        }

        return names;
    }

    private void ReadContents(Document document)
    {
        var folder = Folder(document.Path);
        foreach (var (heading, target) in document.Contents)
        {
            contents.TryAdd(Key(folder.Length == 0 ? target : $"{folder}/{target}"), (heading, contents.Count));
        }
    }

    // docs/topics/items.rst is listed as topics/items.
    private static string Key(string path) => path.LastIndexOf('.') is var dot && dot > path.LastIndexOf('/') ? path[..dot] : path;

    private static string Folder(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    private static bool IsIndex(string path) => Path.GetFileNameWithoutExtension(path).TrimStart('_') == "index";

    [GeneratedRegex(@"[A-Za-z_][A-Za-z0-9_]{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();
}
