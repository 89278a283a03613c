using DeepWiki.Core.Localization;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Model;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>The pages that most wikis have, each only where the repository has something to say on it.</summary>
internal sealed class StandardPages(RepositoryMap map, ReadmeText readme, LocalizedText words)
{
    private const int MaxFiles = 10;
    private const int MinOfKind = 2;
    private const int MinTests = 2;

    private static readonly string[] BeginningWords =
    [
        "install", "getting started", "quick start", "quickstart", "usage", "tutorial", "how to use", "setup", "running", "build", "入门", "使い方", "はじめ", "安装",
        "установка", "instalación", "instalação"
    ];

    /// <summary>Pages that stand first: the overview, and a guide to the first steps where the repository has one.</summary>
    public List<DraftPage> Leading(bool isComprehensive)
    {
        List<DraftPage> pages = [Overview()];
        var guides = Guides();
        if (isComprehensive && guides.Count >= MinOfKind && map.Core.Count >= 5)
        {
            pages.Add(new DraftPage(words[WikiWord.GettingStarted], Beginning(), PageImportance.Medium, guides, words[WikiWord.Overview], null));
        }

        return pages;
    }

    /// <summary>Page about the architecture, written from the best files of each subsystem.</summary>
    public DraftPage Architecture(IReadOnlyList<Subsystem> subsystems, IEnumerable<string> titles)
    {
        var best = subsystems.Select(unit => RepositoryMap.Ranked(unit.Files).Take(2).ToList()).ToList();
        var files = best.Select(files => files[0]).Concat(best.Where(files => files.Count > 1).Select(files => files[1])).Select(file => file.Path);
        var description = string.Join(" · ", titles);
        return new DraftPage(
            words[WikiWord.Architecture], description, PageImportance.High, [.. files.Distinct(StringComparer.Ordinal).Take(MaxFiles + 2)],
            words[WikiWord.Overview], null);
    }

    /// <summary>All other standard pages, the most important first.</summary>
    public IEnumerable<DraftPage> Others()
    {
        var operations = words[WikiWord.Operations];
        var candidates = new[]
        {
            Draft(WikiWord.Interfaces, PageImportance.Medium, words[WikiWord.Components], map.Core.Where(file => FileRoles.IsInterface(file.Path)), 3),
            Draft(WikiWord.Data, PageImportance.Medium, words[WikiWord.Components], map.Core.Where(file => FileRoles.IsSchema(file.Path)), 4),
            Draft(
                WikiWord.Testing,
                PageImportance.Low,
                operations,
                map.In(FileRole.Test).Where(file => FileKinds.Classify(file.Path).HasFlag(FileKind.Code) || file.Stem == "README"),
                MinTests),
            Draft(WikiWord.Deployment, PageImportance.Low, operations, map.In(FileRole.Deployment), MinOfKind),
            Draft(
                WikiWord.Configuration,
                PageImportance.Medium,
                operations,
                map.Core.Concat(map.In(FileRole.Settings)).Where(file => FileRoles.IsConfiguration(file.Path)),
                MinOfKind),
            Draft(
                WikiWord.Examples,
                PageImportance.Low,
                operations,
                map.In(FileRole.Example).Where(file => FileKinds.Classify(file.Path).HasFlag(FileKind.Code)),
                4),
        };
        return candidates.OfType<DraftPage>();
    }

    private DraftPage Overview()
    {
        var manifests = map.Files.Where(file => FileRoles.IsManifest(file.Path) && file.Path.AsSpan().Count('/') == 0);
        var root = map.In(FileRole.Document)
            .Where(file => file.Stem.Equals("README", StringComparison.OrdinalIgnoreCase))
            .OrderBy(file => file.Path.AsSpan().Count('/'))
            .ThenBy(file => file.Path.Length)
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .Take(1);
        var documents = map.In(FileRole.Document)
            .Where(file => file.Stem.ToLowerInvariant() is "architecture" or "overview" or "design" or "introduction")
            .Take(2);
        var files = root.Concat(manifests.Take(3)).Concat(documents).Concat(RepositoryMap.Ranked(map.Core).Take(MaxFiles));
        return new DraftPage(words[WikiWord.Overview], readme.Description, PageImportance.High, Paths(files), words[WikiWord.Overview], null);
    }

    private IReadOnlyList<string> Guides()
    {
        var readmes = map.In(FileRole.Document)
            .Where(file => file.Path.AsSpan().Count('/') == 0 && file.Stem.Equals("README", StringComparison.OrdinalIgnoreCase) && HasBeginning())
            .OrderBy(file => file.Path.Length)
            .Take(1);
        var guides = map.In(FileRole.Document)
            .Where(file => BeginningWords.Any(word => file.Path.Replace('-', ' ').Replace('_', ' ').Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Where(file => file.Path[0] != '.')
            .OrderBy(file => file.Path.AsSpan().Count('/'))
            .ThenByDescending(file => file.Lines)
            .ThenBy(file => file.Path, StringComparer.Ordinal);
        var rest = map.Files.Where(file =>
            file.Path is "CONTRIBUTING.md" or "Dockerfile" or "docker-compose.yml" or "compose.yaml" or "Makefile" or ".env.example"
            || (FileRoles.IsManifest(file.Path) && file.Folder.Length == 0));
        var examples = map.In(FileRole.Example)
            .Where(file => FileKinds.Classify(file.Path).HasFlag(FileKind.Code))
            .OrderByDescending(file => file.Rank)
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .Take(3);
        var entries = RepositoryMap.Ranked(map.Core.Where(file => FileRoles.IsEntry(file.Stem))).Take(2);
        return Paths(readmes.Concat(guides.Take(5)).Concat(rest).Concat(examples).Concat(entries));
    }

    private bool HasBeginning() => readme.Headings.Any(heading => BeginningWords.Any(word => heading.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private string Beginning() =>
        readme.Sentences.FirstOrDefault(sentence =>
            sentence.Contains("install", StringComparison.OrdinalIgnoreCase) || sentence.Contains("get started", StringComparison.OrdinalIgnoreCase)
        ) ?? "";

    private DraftPage? Draft(WikiWord title, PageImportance importance, string group, IEnumerable<MappedFile> files, int fewest)
    {
        var ranked = Spread(RepositoryMap.Ranked(files));
        if (ranked.Count < fewest)
        {
            return null;
        }

        var word = words[title];
        return new DraftPage(word, string.Join(", ", ranked.Take(4)), importance, ranked, group, null);
    }

    /// <summary>The best file of each folder, then the second best of each.</summary>
    private static List<string> Spread(IEnumerable<MappedFile> ranked) =>
        [
            .. ranked
                .GroupBy(file => file.Folder, StringComparer.Ordinal)
                .SelectMany(folder => folder.Select((file, place) => (file, place)))
                .OrderBy(pair => pair.place)
                .ThenByDescending(pair => pair.file.Rank)
                .ThenBy(pair => pair.file.Path, StringComparer.Ordinal)
                .Take(MaxFiles)
                .Select(pair => pair.file.Path),
        ];

    private static IReadOnlyList<string> Paths(IEnumerable<MappedFile> files) =>
        [.. files.Select(file => file.Path).Distinct(StringComparer.Ordinal).Take(MaxFiles)];
}
