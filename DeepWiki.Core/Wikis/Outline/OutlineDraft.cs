using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Localization;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Chooses the pages of an outline and puts them into sections.</summary>
internal sealed class OutlineDraft
{
    private const int MaxFiles = 12;
    private const int MinFiles = 5;
    private const int MaxRelated = 4;
    private const int NamedSymbols = 4;
    private const int LargeCore = 150;
    private const double MinSubsystem = 0.35;

    private static readonly FileRole[] NearRoles = [FileRole.Core, FileRole.Document, FileRole.Settings, FileRole.Test];

    private readonly RepositoryMap map;
    private readonly OutlineDetail detail;
    private readonly LocalizedText words;
    private readonly ReadmeText readme;
    private readonly StandardPages standard;
    private readonly SubsystemTitles titles;
    private readonly string name;

    public OutlineDraft(RepositoryFacts facts, OutlineDetail detail, LocalizedText words)
    {
        this.detail = detail;
        this.words = words;
        map = new RepositoryMap(facts);
        name = Names.Plain(facts.Name.Split('/')[^1]) is { Length: > 0 } plain ? plain : words[WikiWord.Overview];
        readme = new ReadmeText(facts.Readme, name);
        standard = new StandardPages(map, readme, words);
        titles = new SubsystemTitles(name, readme);
    }

    private bool IsComprehensive => detail == OutlineDetail.Comprehensive;

    public WikiOutline Finish()
    {
        var pages = ChoosePages();
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
                    ids[page], page.Title, page.Description, page.Importance, page.Files, [.. Related(page, order).Select(other => ids[other])]))
            ]);
    }

    private static IEqualityComparer<object> ReferenceComparer => ReferenceEqualityComparer.Instance;

    private List<DraftPage> ChoosePages()
    {
        var (most, mostOthers) = IsComprehensive ? (12, map.Core.Count > LargeCore ? 3 : 4) : (6, 1);
        var others = standard.Others().Take(mostOthers).ToList();
        var leading = standard.Leading(IsComprehensive);
        foreach (var page in leading.Concat(others))
        {
            titles.Reserve(page.Title);
        }

        titles.Reserve(words[WikiWord.Architecture]);
        var subsystems = ChooseSubsystems(most - leading.Count - others.Count - 1);
        var parts = subsystems.Select(DraftSubsystem).ToList();
        List<DraftPage> pages = [.. leading];
        if (subsystems.Count > 1)
        {
            pages.Add(standard.Architecture(subsystems, parts.Select(part => part.Title)));
        }

        pages.AddRange(parts);
        pages.AddRange(others);
        return pages;
    }

    /// <summary>Chooses at most <paramref name="most"/> subsystems, and no more than the repository is large enough for.</summary>
    private List<Subsystem> ChooseSubsystems(int most)
    {
        var fitting = Math.Clamp((int)Math.Ceiling(map.Core.Count * MinSubsystem), 1, most);
        return map.Core.Count == 0 ? [] : Subsystems.Cut(map.Core, fitting);
    }

    private DraftPage DraftSubsystem(Subsystem unit, int place)
    {
        var title = titles.Of(unit);
        var files = Pick(unit);
        var importance = place < (IsComprehensive ? 3 : 2) ? PageImportance.High : PageImportance.Medium;
        return new DraftPage(title, Describe(unit, title), importance, files, IsComprehensive ? PackageOf(unit.Folder) : "", unit.Folder);
    }

    /// <summary>The best files of a subsystem, those that document it among them, and near ones when it has too few.</summary>
    private List<string> Pick(Subsystem unit)
    {
        var files = RepositoryMap.Ranked(unit.Files).Take(MaxFiles).Select(file => file.Path).ToList();
        if (files.Count >= MinFiles)
        {
            return files;
        }

        // Their documents and neighbours first, their tests when there is nothing else.
        var parent = unit.Folder.LastIndexOf('/') is > 0 and var slash ? unit.Folder[..slash] : "";
        var near = map.Files.Where(file => file.Role is FileRole.Core or FileRole.Document or FileRole.Settings && file.IsBelow(unit.Folder))
            .Concat(map.Core.Where(file => file.IsBelow(parent)))
            .Concat(
                map.In(FileRole.Test)
                    .Where(file => unit.Files.Any(own => own.Stem.Length > 3 && file.Stem.StartsWith(own.Stem, StringComparison.OrdinalIgnoreCase))));
        files.AddRange(
            near.GroupBy(file => file.Role)
                .OrderBy(group => Array.IndexOf(NearRoles, group.Key))
                .SelectMany(RepositoryMap.Ranked)
                .Select(file => file.Path)
                .Except(files, StringComparer.Ordinal)
                .Take(MinFiles - files.Count));
        return files;
    }

    private string Describe(Subsystem unit, string title)
    {
        if (readme.Sentences.FirstOrDefault(sentence => Mentions(sentence, unit, title)) is { } sentence)
        {
            return sentence;
        }

        var symbols = RepositoryMap
            .Ranked(unit.Files)
            .Where(file => file.Symbols.Count > 0)
            .Select(file => MainSymbol(file))
            .Distinct(StringComparer.Ordinal)
            .Take(NamedSymbols);
        var where = unit.Folder.Length == 0 ? name : unit.Folder;
        return string.Join(": ", new[] { where, string.Join(", ", symbols) }.Where(part => part.Length > 0));
    }

    private static bool Mentions(string sentence, Subsystem unit, string title) =>
        (unit.Folder.Contains('/') && sentence.Contains(unit.Folder, StringComparison.Ordinal))
        || (title.Contains(' ') && sentence.Contains(title, StringComparison.OrdinalIgnoreCase));

    /// <summary>The declaration a file is named after, else its own name.</summary>
    private static string MainSymbol(MappedFile file)
    {
        var subject = Names.Subject(file.Path, file.Stem);
        var named = file.Symbols.FirstOrDefault(symbol => symbol.EndsWith(subject, StringComparison.OrdinalIgnoreCase)) ?? subject;
        return named[(named.LastIndexOf('.') + 1)..];
    }

    /// <summary>The first folder that is more than a container: what a monorepo calls a package.</summary>
    private static string PackageOf(string folder) =>
        folder.Split('/').FirstOrDefault(part => part.Length > 0 && !SubsystemTitles.IsContainer(part)) ?? "";

    private List<(string Title, List<DraftPage> Pages)> Group(List<DraftPage> pages)
    {
        var packages = pages.Where(page => page.Folder is not null).GroupBy(page => page.Group, StringComparer.Ordinal).ToList();
        var own = packages
            .Where(package => package.Count() > 1 && packages.Count > 1 && package.Key.Length > 0)
            .Select(package => package.Key)
            .ToHashSet(StringComparer.Ordinal);
        var sections = new List<(string Title, List<DraftPage> Pages)>();
        foreach (var page in pages)
        {
            var title = page.Folder is null ? page.Group : own.Contains(page.Group) ? Names.Title(page.Group) : words[WikiWord.Components];
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

    private static IEnumerable<DraftPage> Related(DraftPage page, List<DraftPage> pages)
    {
        var at = pages.IndexOf(page);
        return pages.Where(other => !ReferenceEquals(other, page))
            .OrderByDescending(other => other.Files.Intersect(page.Files, StringComparer.Ordinal).Count())
            .ThenByDescending(other => other.Group == page.Group)
            .ThenBy(other => Math.Abs(pages.IndexOf(other) - at)).Take(MaxRelated);
    }
}
