using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Localization;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Modules;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Chooses the pages of an outline: subjects of the documentation first, with the code they are about, then what else has something to say.</summary>
internal sealed class OutlineDraft
{
    private const int MaxFiles = 60;
    private const int MaxRelated = 4;
    private const int MaxDescription = 400;
    private const double MinSubsystem = 0.35;
    private const int SmallRest = 16;
    private const int MinCommon = 6;

    private readonly RepositoryFacts facts;
    private readonly RepositoryMap map;
    private readonly OutlineDetail detail;
    private readonly LocalizedText words;
    private readonly ReadmeText readme;
    private readonly TopicFinder topics;
    private readonly IReadOnlyList<Package> packages;
    private readonly string name;

    public OutlineDraft(RepositoryFacts facts, OutlineDetail detail, LocalizedText words)
    {
        this.facts = facts;
        this.detail = detail;
        this.words = words;
        map = new RepositoryMap(facts);
        name = Names.Plain(facts.Name.Split('/')[^1]) is { Length: > 0 } plain ? plain : words[WikiWord.Overview];
        topics = new TopicFinder(facts, map);
        readme = new ReadmeText(topics.ByRole[DocumentRole.Readme] is [var document, ..] ? ReadmeText.Plain(document) : facts.Readme, name);
        packages = [.. facts.Manifests.Select(PackageReader.Read).OfType<Package>()];
    }

    private bool IsComprehensive => detail == OutlineDetail.Comprehensive;

    private static IEqualityComparer<object> ReferenceComparer => ReferenceEqualityComparer.Instance;

    public WikiOutline Finish()
    {
        var modules = new ModuleMapBuilder(facts, map.Core.Select(file => file.Path)).Build();
        var pages = ChoosePages(modules);
        modules = Describe(modules, pages);
        var sections = IsComprehensive ? Group(pages) : [];
        var order = IsComprehensive ? sections.SelectMany(section => section.Pages).ToList() : pages;
        var ids = order.Select((page, index) => (page, index)).ToDictionary(pair => pair.page, pair => OutlineBuilder.PageId(pair.index), ReferenceComparer);
        return new WikiOutline(
            Names.Clip(readme.Title.Length > 0 ? readme.Title : Names.Title(name)),
            readme.Description,
            [
                .. sections.Select(
                    (section, index) => new OutlineSection(OutlineBuilder.SectionId(index), section.Title, [.. section.Pages.Select(page => ids[page])], [])),
            ],
            [
                .. order.Select(page => new OutlinePage(
                    ids[page], page.Title, Clip(page.Description), page.Importance, page.Files(MaxFiles), [.. Related(page, order)
                        .Select(other => ids[other])]))
            ])
        {
            Modules = modules,
        };
    }

    /// <summary>Most pages by the size of the repository: 6 to 12, or 8 to 30.</summary>
    private int MaxPages
    {
        get
        {
            var size = map.Core.Count + topics.ByRole[DocumentRole.Topic].Count;
            var parts = packages.Count(package => package.Folder.Length > 0 && package.Name.Length > 0);
            return IsComprehensive ? Math.Clamp(8 + (size / 10) + (parts / 2), 8, 30) : Math.Clamp(6 + (size / 25), 6, 12);
        }
    }

    private List<DraftPage> ChoosePages(ModuleMap modules)
    {
        var standard = new StandardPages(map, readme, topics, packages, words);
        List<DraftPage> leading = [standard.Overview(modules), .. new[] { standard.GettingStarted() }.OfType<DraftPage>()];
        List<DraftPage> closing = IsComprehensive ? [.. new[] { standard.Examples(), standard.Contributing() }.OfType<DraftPage>()] : [];
        var slots = Math.Max(1, MaxPages - leading.Count - closing.Count);
        var subjects = topics.Find(slots).ConvertAll(Draft);
        var rest = Assign(subjects);
        var forCode = SlotsForCode(rest, subjects, slots);
        TopicMerger.Merge(subjects, Math.Max(1, slots - forCode));
        foreach (var subject in subjects.Where(subject => subject.Code.Count > 2).OrderByDescending(subject => subject.Substance)
            .Take(Math.Max(2, subjects.Count / 4)))
        {
            subject.Importance = PageImportance.High;
        }

        var byFolder = packages.Where(package => package.Name.Length > 0).GroupBy(package => package.Folder, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var titles = new CodeTitles(name, readme, byFolder.Where(pair => pair.Key.Length > 0)
            .ToDictionary(pair => pair.Key, pair => pair.Value.Name.Split('/')[^1], StringComparer.Ordinal), topics.Mentions);
        foreach (var page in leading.Concat(closing).Concat(subjects))
        {
            titles.Reserve(page.Title);
        }

        var code = new CodePages(map, titles, new Introductions(facts), byFolder)
            .Make(rest, Math.Max(subjects.Count == 0 ? 1 : 0, Math.Min(forCode, slots - subjects.Count)), words[WikiWord.Components], [.. subjects
                .DefaultIfEmpty(leading[0])]);
        return Distinct([.. leading, .. subjects, .. code, .. closing]);
    }

    /// <summary>Gives parts that say nothing about themselves the words of the documentation that treats most of their files.</summary>
    private static ModuleMap Describe(ModuleMap modules, List<DraftPage> pages) => modules with
    {
        Modules =
        [
            .. modules.Modules.Select(module =>
            {
                var about = module.Description.Length > 0 || module.Folder.Length == 0 ? null : pages.Find(page =>
                    page.Topics is [{ Lines: not null } first, ..] && IsNamedLike(module.Name, first)
                        && 2 * page.Code.Count(file => file.IsBelow(module.Folder)) > module.Files);
                if (about?.Topics[0] is not { Lines: { } lines } topic)
                {
                    return module;
                }

                pages[0].Leading.Add(topic.Path);
                return module with { Description = topic.Description, Path = topic.Path, StartLine = lines.First, EndLine = lines.Last };
            }),
        ],
    };

    // A folder of tools is not what the page is about that took them in.
    private static bool IsNamedLike(string module, DocumentTopic topic)
    {
        var (name, title) = (Names.Folded(module).TrimEnd('s'), Names.Folded(topic.Title + Path.GetFileNameWithoutExtension(topic.Path)));
        return name.Length > 2 && (title.Contains(name, StringComparison.Ordinal)
            || (name.Length >= MinCommon && title.Contains(name[..MinCommon], StringComparison.Ordinal)));
    }

    private DraftPage Draft(DocumentTopic topic)
    {
        var page = new DraftPage(topic.Title, GroupOf(topic)) { Description = topic.Description };
        page.Topics.Add(topic);
        return page;
    }

    /// <summary>The heading it is listed under, else what its folder is called.</summary>
    private string GroupOf(DocumentTopic topic)
    {
        var folder = topic.Folder.Split('/', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(part =>
            part is not ("docs" or "doc" or "content" or "site" or "documentation"));
        return topic.Group.Length > 0 ? topic.Group : topics.TitleOfFolder(topic.Folder) is { } title ? title : folder is null
            || topic.IsSection ? words[WikiWord.Guides] : Names.Title(folder);
    }

    /// <summary>Gives source files to the subjects they belong to; what is left has none.</summary>
    private List<MappedFile> Assign(List<DraftPage> subjects)
    {
        var rest = new List<MappedFile>();
        var homes = new TopicHomes(subjects);
        foreach (var file in map.Core)
        {
            if (subjects.Count > 0 && file.Role != FileRole.Document && homes.Find(file) is { } page)
            {
                page.Code.Add(file);
            }
            else if (file.Role != FileRole.Document || topics.ByRole[DocumentRole.Topic].Count == 0)
            {
                rest.Add(file);
            }
        }

        return rest;
    }

    private int SlotsForCode(List<MappedFile> rest, List<DraftPage> subjects, int slots)
    {
        if (rest.Count == 0)
        {
            return 0;
        }

        var fitting = rest.Count <= SmallRest ? rest.Count : (int)Math.Ceiling(rest.Count * MinSubsystem);
        if (subjects.Count == 0)
        {
            return Math.Min(slots, fitting);
        }

        var (own, told) = (rest.Sum(DraftPage.SubstanceOf), subjects.Sum(subject => subject.Substance));
        var share = (int)Math.Round(slots * own / Math.Max(1, own + told));
        return Math.Min(fitting, Math.Max(Math.Clamp(share, 1, Math.Max(1, slots / 2)), slots - subjects.Count));
    }

    private static List<DraftPage> Distinct(List<DraftPage> pages)
    {
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var page in pages)
        {
            var title = page.Title;
            for (var number = 2; !given.Add(page.Title); number++)
            {
                page.Title = number == 2 && page.Group.Length > 0 && page.Group != title ? Names.Clip($"{page.Group}: {title}") : $"{title} ({number})";
            }
        }

        return pages;
    }

    /// <summary>Sections in the order of their first pages; a subject that would stand alone in one goes with the guides.</summary>
    private List<(string Title, List<DraftPage> Pages)> Group(List<DraftPage> pages)
    {
        var guides = words[WikiWord.Guides];
        string[] own = [words[WikiWord.Overview], words[WikiWord.Components], words[WikiWord.Operations]];
        var counts = pages.CountBy(page => page.Group, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var sections = new List<(string Title, List<DraftPage> Pages)>();
        foreach (var page in pages)
        {
            var title = counts[page.Group] > 1 || own.Contains(page.Group, StringComparer.Ordinal) ? page.Group : guides;
            var at = sections.FindIndex(section => section.Title == title);
            if (at < 0)
            {
                sections.Add((title, []));
                at = sections.Count - 1;
            }

            sections[at].Pages.Add(page);
        }

        return sections;
    }

    private static string Clip(string text) => TextAnalysis.TextClip.CutWithSign(text, MaxDescription);

    /// <summary>Pages with documents or folders in common, then neighbours.</summary>
    private static IEnumerable<DraftPage> Related(DraftPage page, List<DraftPage> pages)
    {
        var at = pages.IndexOf(page);
        var names = page.Topics.SelectMany(topic => topic.Names).ToHashSet(StringComparer.Ordinal);
        return pages.Where(other => !ReferenceEquals(other, page))
            .OrderByDescending(other => Mentions(names, other))
            .ThenByDescending(other => other.Group == page.Group)
            .ThenBy(other => Math.Abs(pages.IndexOf(other) - at)).Take(MaxRelated);
    }

    // A document that names the types of another page leans on it.
    private static int Mentions(HashSet<string> names, DraftPage other) =>
        names.Count == 0 ? 0 : other.Code.SelectMany(file => file.Facts.Types.Take(3)).Count(names.Contains);
}
