using DeepWiki.Core.Localization;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Documents;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Modules;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>The pages that most wikis have, each only where the repository has something to say on it.</summary>
internal sealed class StandardPages(RepositoryMap map, ReadmeText readme, TopicFinder topics, IReadOnlyList<Package> packages, LocalizedText words)
{
    private const int MaxManifests = 3;
    private const int MaxModules = 16;
    private const int MaxGuides = 4;
    private const int MinExamples = 4;
    private const int MaxExamples = 24;
    private const int MinExampleWords = 60;

    private IReadOnlyList<Document> Readmes => [.. topics.ByRole[DocumentRole.Readme].Take(1)];

    /// <summary>Page about the whole: the README, manifests, and the words of each part about itself.</summary>
    public DraftPage Overview(ModuleMap modules)
    {
        var page = new DraftPage(words[WikiWord.Overview], words[WikiWord.Overview]) { Importance = PageImportance.High, Description = readme.Description };
        page.Leading.AddRange(Readmes.Select(document => document.Path));
        page.Leading.AddRange(topics.ByRole[DocumentRole.Introduction].Take(1).Select(document => document.Path));
        page.Leading.AddRange(RootManifests().Take(MaxManifests));
        page.Leading.AddRange(
            modules.Modules.Where((module, place) => module.Description.Length > 0 || modules.IsLinked(place)).Take(MaxModules).Select(module => module.Path)
        );
        if (page.Leading.Count == 0)
        {
            page.Leading.AddRange(RepositoryMap.Ranked(map.Core).Take(MaxModules).Select(file => file.Path));
        }

        return page;
    }

    /// <summary>Page about installing, running and testing; null where neither documents nor manifests tell.</summary>
    public DraftPage? GettingStarted()
    {
        var guides = topics
            .ByRole[DocumentRole.Guide]
            .OrderBy(document => document.Path.Count(c => c == '/'))
            .ThenBy(document => document.Path, StringComparer.Ordinal)
            .Take(MaxGuides)
            .ToList();
        var hasSections = readme.Headings.Any(DocumentRoles.IsBeginning);
        var proves = packages.Any(package =>
            package.Folder.Length == 0 && (package.Install is not null || package.Scripts.Count > 0 || package.Requirements.Count > 0)
        );
        if (guides.Count == 0 && !hasSections && !proves)
        {
            return null;
        }

        var page = new DraftPage(words[WikiWord.GettingStarted], words[WikiWord.Overview])
        {
            Importance = PageImportance.High,
            Description =
                guides.Select(guide => topics.Whole(guide).Description).FirstOrDefault(said => said.Length > 0 && !said.StartsWith(readme.Description,
                    StringComparison.Ordinal)) is { } told ? told
                : Beginning() is { Length: > 0 } sentence ? sentence
                : Steps() is { Length: > 0 } steps ? steps
                : readme.Description,
        };
        page.Leading.AddRange(guides.Select(document => document.Path));
        page.Leading.AddRange(Readmes.Select(document => document.Path));
        page.Leading.AddRange(RootManifests());
        page.Leading.AddRange(
            packages.Where(package => package.Folder.Length > 0 && package.Install is not null).Select(package => package.Path).Take(MaxModules / 2)
        );
        return page;
    }

    /// <summary>Page of examples; null where there are few.</summary>
    public DraftPage? Examples()
    {
        var documents = topics.ByRole[DocumentRole.Examples].Where(document => document.Words >= MinExampleWords).Take(2).ToList();
        var examples = RepositoryMap
            .Ranked(map.In(FileRole.Example).Where(file => FileKinds.Classify(file.Path).HasFlag(FileKind.Code) && IsExample(file)))
            .ToList();
        if (documents.Count == 0 && examples.Count < MinExamples)
        {
            return null;
        }

        var page = new DraftPage(words[WikiWord.Examples], words[WikiWord.Overview])
        {
            Importance = PageImportance.Low,
            Description = documents.Count > 0 ? topics.Whole(documents[0]).Description : string.Join(", ", examples.Take(4).Select(file => file.Path)),
        };
        page.Leading.AddRange(documents.Select(document => document.Path));

        // The best of each folder, then the second best of each.
        page.Leading.AddRange(
            examples
                .GroupBy(file => file.Folder, StringComparer.Ordinal)
                .SelectMany(folder => folder.Select((file, place) => (file, place)))
                .OrderBy(pair => pair.place)
                .ThenBy(pair => pair.file.Path, StringComparer.Ordinal)
                .Take(MaxExamples)
                .Select(pair => pair.file.Path)
        );
        return page;
    }

    /// <summary>Page for those who work on the repository; null where no document tells.</summary>
    public DraftPage? Contributing()
    {
        var documents = topics.ByRole[DocumentRole.Contributing].Select(topics.Whole).OrderByDescending(topic => topic.Words).Take(2).ToList();
        if (documents.Sum(topic => topic.Words) < 2 * MinExampleWords)
        {
            return null;
        }

        var page = new DraftPage(words[WikiWord.Contributing], words[WikiWord.Operations])
        {
            Importance = PageImportance.Low,
            Description = documents[0].Description,
        };
        page.Topics.AddRange(documents);
        page.Leading.AddRange(documents.Select(topic => topic.Path));
        page.Leading.AddRange(RootManifests().Where(path => packages.Any(package => package.Path == path && package.Scripts.Count > 0)));
        page.Leading.AddRange(
            map.In(FileRole.Deployment).Where(file => file.Path.StartsWith(".github/workflows/", StringComparison.Ordinal)).Take(4).Select(file => file.Path)
        );
        return page;
    }

    private IEnumerable<string> RootManifests() =>
        packages
            .Where(package => package.Folder.Length == 0)
            .Select(package => package.Path)
            .Concat(map.Files.Where(file => file.Folder.Length == 0 && FileRoles.IsManifest(file.Path)).Select(file => file.Path))
            .Distinct(StringComparer.Ordinal);

    private static bool IsExample(MappedFile file) =>
        file
            .Folder.Split('/')
            .Any(folder =>
                folder.StartsWith("example", StringComparison.OrdinalIgnoreCase)
                || folder.StartsWith("sample", StringComparison.OrdinalIgnoreCase)
                || folder is "demo" or "demos" or "snippets" or "Snippets"
            );

    private string Steps() =>
        string.Join(", ", readme.Headings.Where(heading => DocumentRoles.IsBeginning(heading) || Names.Folded(heading) is "download" or "building")
            .Take(MaxGuides));

    private string Beginning() =>
        readme.Sentences.FirstOrDefault(sentence =>
            sentence.Contains("install", StringComparison.OrdinalIgnoreCase) || sentence.Contains("get started", StringComparison.OrdinalIgnoreCase)
        ) ?? "";
}
