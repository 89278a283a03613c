using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Modules;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Makes pages of source files that no documentation treats, and finds a home for those that give no page.</summary>
/// <param name="map">The repository.</param>
/// <param name="titles">Titles of pages.</param>
/// <param name="introductions">Words of folders about themselves.</param>
/// <param name="packages">Packages by their folders.</param>
internal sealed class CodePages(RepositoryMap map, CodeTitles titles, Introductions introductions, IReadOnlyDictionary<string, Package> packages)
{
    private const double MinSubstance = 100;
    private const double MinOfAll = 300;
    private const double MinSentences = 10;
    private const double SentenceLength = 100;
    private const int NamedTypes = 5;
    private const int MaxSingle = 16;
    private const int MaxResolved = 30_000;

    /// <summary>At most so many pages; files that give none are put on one of all pages.</summary>
    public List<DraftPage> Make(IReadOnlyList<MappedFile> rest, int most, string group, IReadOnlyList<DraftPage> others)
    {
        var pages = new List<DraftPage>();
        var homeless = new List<MappedFile>();
        var isDocumented = rest.Sum(DraftPage.SubstanceOf) >= MinOfAll;
        foreach (var unit in Units(rest, most))
        {
            var said = Introduce(unit);
            var substance = unit.Files.Sum(DraftPage.SubstanceOf) + ((said?.Text.Length ?? 0) / 4.0);
            var sentences = unit.Files.Sum(DraftPage.SentencesOf) + ((said?.Text.Length ?? 0) / SentenceLength);
            if ((isDocumented && (substance < MinSubstance || sentences < MinSentences * (IsHelpers(unit) ? 2 : 1)))
                || (unit is { Stem: not null, Files.Count: 1 } && rest.Count > MaxSingle)
                || (!isDocumented && unit.IsRest && unit.Files.Count < 3))
            {
                homeless.AddRange(unit.Files);
                continue;
            }

            var title = titles.Of(unit);
            var page = new DraftPage(title, group)
            {
                Folder = unit.Folder,
                Importance = pages.Count < 3 ? PageImportance.High : PageImportance.Medium,
                Description = said?.Text ?? Listed(unit, title),
            };
            page.Code.AddRange(unit.Files);
            if (said is { } introduction)
            {
                page.Leading.Add(introduction.Path);
            }

            pages.Add(page);
        }

        var placed = pages.SelectMany(page => page.Code).Concat(homeless).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        homeless.AddRange(rest.Where(file => !placed.Contains(file.Path)));
        Settle(homeless, [.. others, .. pages]);
        return pages;
    }

    /// <summary>Parts of the repository; a handful of files are a part each, where documentation says enough about them.</summary>
    private static List<Subsystem> Units(IReadOnlyList<MappedFile> rest, int most)
    {
        var told = rest.Where(file => DraftPage.SubstanceOf(file) >= MinSubstance).ToList();
        return rest.Count == 0 || most == 0 ? []
            : rest.Count > MaxSingle || told.Count < 2 || !told.TrueForAll(file => IsFlat(file.Folder)) ? Subsystems.Cut(rest, most)
            : [.. told.OrderByDescending(DraftPage.SubstanceOf).ThenByDescending(file => file.Rank).ThenBy(file => file.Path, StringComparer.Ordinal)
                .Take(most).Select(file => new Subsystem(file.Folder, [file]) { Stem = CodeTitles.MainName(file) is { Length: > 0 } name ? name : file.Stem })];
    }

    // Helpers are told with those whom they help, unless there are many.
    private static bool IsHelpers(Subsystem unit) => unit is { Stem: not null, Files: [var only] } && FolderNames.IsVague(only.Stem);

    // A folder with a name of its own is a subject; src and the root are none.
    private static bool IsFlat(string folder) => folder.Length == 0 || FolderNames.IsContainer(folder[(folder.LastIndexOf('/') + 1)..]);

    private (string Text, string Path, int StartLine, int EndLine)? Introduce(Subsystem unit)
    {
        if (unit.Stem is not null)
        {
            return unit.Files is [var only] ? introductions.OfDeclaration(only.Path, CodeTitles.MainName(only)) : null;
        }

        // What is left of a folder speaks with the words of where most of it stands.
        var (own, count) = Heart(unit);
        if (unit.IsRest && own != unit.Folder && 2 * count < unit.Files.Count)
        {
            return null;
        }

        var paths = unit.Files.Select(file => file.Path).ToList();
        var folder = own.EndsWith("/src", StringComparison.Ordinal) && packages.ContainsKey(own[..^4]) ? own[..^4] : own;
        var said = introductions.Of(folder, packages.GetValueOrDefault(folder), paths);

        // A package says for one of its folders what it says for all of it.
        said ??= FolderNames.ModuleOf(folder) is { } module && packages.TryGetValue(module, out var package)
            && map.Core.Count(file => file.IsBelow(module)) < 2 * unit.Files.Count ? introductions.Of(module, package, paths) : null;
        return said is { } words && unit.IsRest && Names.Folded(words.Text.Split(' ')[0]) == titles.Repository ? null : said;
    }

    /// <summary>The folder itself where some of its files stand in it, else the one below it that has most of them.</summary>
    private static (string Folder, int Files) Heart(Subsystem unit) =>
        !unit.IsRest || unit.Files.Count(file => file.Folder == unit.Folder) > 1 ? (unit.Folder, unit.Files.Count)
        : unit.Files.CountBy(file => file.Folder, StringComparer.Ordinal).MaxBy(pair => pair.Value) is var most ? (most.Key, most.Value) : ("", 0);

    /// <summary>The main types, else the first declarations; those that say no more than the title are left out.</summary>
    private string Listed(Subsystem unit, string title)
    {
        var types = string.Join(", ", RepositoryMap.Ranked(unit.Files).Select(CodeTitles.MainName).Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal).Take(NamedTypes));
        return types != title ? types
            : string.Join(", ", unit.Files.SelectMany(file => introductions.Documented(file.Path) is [_, ..] names ? names : file.Symbols)
                .Select(symbol => symbol[(symbol.LastIndexOf('.') + 1)..])
                .Where(name => name.Length > 2 && Names.Folded(name) != Names.Folded(title)).Distinct(StringComparer.Ordinal).Take(NamedTypes));
    }

    /// <summary>Puts each file on the page whose files it has most to do with, else on that of the nearest folder.</summary>
    private void Settle(List<MappedFile> homeless, IReadOnlyList<DraftPage> pages)
    {
        if (homeless.Count == 0 || pages.Count == 0)
        {
            return;
        }

        var home = pages.SelectMany((page, place) => page.Code.Select(file => (file.Path, place))).DistinctBy(pair => pair.Path, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Path, pair => pair.place, StringComparer.Ordinal);
        var folders = pages.SelectMany((page, place) => page.Code.Select(file => (file.Folder, Place: place)))
            .GroupBy(pair => pair.Folder, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => group.CountBy(pair => pair.Place).OrderByDescending(pair => pages[pair.Key].Folder is not null).ThenByDescending(pair => pair.Value)
                    .First().Key,
                StringComparer.Ordinal);
        var near = map.Core.Count <= MaxResolved ? Neighbours() : [];
        foreach (var file in homeless.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var votes = near.GetValueOrDefault(file.Path, []).Where(home.ContainsKey).CountBy(path => home[path]).OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key).ToList();
            pages[votes.Count > 0 ? votes[0].Key : Nearest(file.Folder, folders)].Code.Add(file);
        }
    }

    private static int Nearest(string folder, Dictionary<string, int> folders)
    {
        for (var at = folder; ; at = at.LastIndexOf('/') is > 0 and var slash ? at[..slash] : "")
        {
            if (folders.TryGetValue(at, out var page))
            {
                return page;
            }

            if (at.Length == 0)
            {
                return 0;
            }
        }
    }

    private Dictionary<string, List<string>> Neighbours()
    {
        var resolver = new ImportResolver([.. map.Core.Select(file => file.Path)]);
        var near = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var file in map.Core)
        {
            foreach (var target in file.Facts.Imports.Select(import => resolver.Find(file.Path, import)).OfType<int>().Distinct())
            {
                var other = map.Core[target].Path;
                (near.TryGetValue(file.Path, out var own) ? own : near[file.Path] = []).Add(other);
                (near.TryGetValue(other, out var back) ? back : near[other] = []).Add(file.Path);
            }
        }

        return near;
    }
}
