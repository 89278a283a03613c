using DeepWiki.Core.Data.Index;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Wikis.Modules;

/// <summary>Finds the parts of a repository and their dependencies: packages by their manifests, else folders, else files, linked by their imports.</summary>
internal sealed class ModuleMapBuilder
{
    private const int MaxModules = 24;
    private const int MinPackages = 3;
    private const int MinFolders = 3;
    private const int MaxFileModules = 16;

    private readonly IReadOnlyList<FileFacts> files;
    private readonly IReadOnlyList<Package> packages;
    private readonly Introductions introductions;
    private readonly string name;

    /// <param name="facts">The repository.</param>
    /// <param name="core">Its own source files, tests and tools apart.</param>
    public ModuleMapBuilder(RepositoryFacts facts, IEnumerable<string> core)
    {
        var own = core.ToHashSet(StringComparer.Ordinal);
        files = [.. facts.Files.Where(file => own.Contains(file.Path) && FileKinds.Classify(file.Path).HasFlag(FileKind.Code))];
        packages = [.. facts.Manifests.Select(PackageReader.Read).OfType<Package>().Where(package => package.Name.Length > 0)];
        introductions = new Introductions(facts);
        name = facts.Name.Split('/')[^1];
    }

    public ModuleMap Build()
    {
        var (keys, byKey) = Partition();
        if (byKey.Count < 2)
        {
            return ModuleMap.Empty;
        }

        var order = byKey.OrderByDescending(pair => pair.Value.Sum(file => file.Lines)).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MaxModules)
            .Select(pair => pair.Key).ToList();
        var places = order.Select((key, place) => (key, place)).ToDictionary(pair => pair.key, pair => pair.place, StringComparer.Ordinal);
        var edges = Imports(keys, places).Concat(References(places)).Where(edge => edge.From != edge.To).CountBy(edge => edge)
            .Select(pair => (pair.Key.From, pair.Key.To, pair.Value)).Order().ToList();
        return new ModuleMap([.. order.Select(key => Describe(key, byKey[key]))], edges);
    }

    /// <summary>The key of each file's module, and the files by it.</summary>
    private (Dictionary<string, string> Keys, Dictionary<string, List<FileFacts>> ByKey) Partition()
    {
        var roots = packages.Select(package => package.Folder).Distinct(StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var (keys, byKey) = Group(file => Ancestor(file.Path, roots));
        if (byKey.Count >= MinPackages)
        {
            return (keys, byKey);
        }

        var common = Common();
        (keys, byKey) = Group(file => Child(file.Path, common));
        var heaviest = byKey.Count == 0 ? 0 : byKey.Max(pair => pair.Value.Count);

        // One package may hold nearly all of it: then its folders are the parts.
        if (byKey.Count < MinFolders || heaviest > 0.9 * files.Count)
        {
            var dense = byKey.OrderByDescending(pair => pair.Value.Count).Select(pair => pair.Key).FirstOrDefault(common);
            var (inner, byInner) = Group(file => file.Path.StartsWith(dense + "/", StringComparison.Ordinal) ? Child(file.Path, dense)
                : Child(file.Path, common));
            (keys, byKey) = byInner.Count >= MinFolders ? (inner, byInner) : (keys, byKey);
        }

        return byKey.Count < MinFolders && files.Count is > 2 and <= MaxFileModules ? Group(file => file.Path) : (keys, byKey);
    }

    private (Dictionary<string, string>, Dictionary<string, List<FileFacts>>) Group(Func<FileFacts, string> keyOf)
    {
        var keys = files.ToDictionary(file => file.Path, keyOf, StringComparer.Ordinal);
        return (keys, files.GroupBy(file => keys[file.Path], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group
            .ToList(), StringComparer.Ordinal));
    }

    private string Common()
    {
        var common = files.Count == 0 ? "" : FolderOf(files[0].Path);
        foreach (var file in files)
        {
            while (common.Length > 0 && !file.Path.StartsWith(common + "/", StringComparison.Ordinal))
            {
                common = FolderOf(common);
            }
        }

        return common;
    }

    private static string Ancestor(string path, HashSet<string> folders)
    {
        var folder = FolderOf(path);
        while (folder.Length > 0 && !folders.Contains(folder))
        {
            folder = FolderOf(folder);
        }

        return folder;
    }

    // Its own files stand for the folder itself.
    private static string Child(string path, string folder)
    {
        var from = folder.Length == 0 ? 0 : folder.Length + 1;
        return from < path.Length && path.IndexOf('/', from) is > 0 and var slash ? path[..slash] : folder;
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    private IEnumerable<(int From, int To)> Imports(Dictionary<string, string> keys, Dictionary<string, int> places)
    {
        var resolver = new ImportResolver([.. files.Select(file => file.Path)]);
        foreach (var file in files)
        {
            foreach (var target in file.Imports.Select(import => resolver.Find(file.Path, import)).OfType<int>())
            {
                if (places.TryGetValue(keys[file.Path], out var from) && places.TryGetValue(keys[files[target].Path], out var to))
                {
                    yield return (from, to);
                }
            }
        }
    }

    private IEnumerable<(int From, int To)> References(Dictionary<string, int> places)
    {
        var byName = packages.GroupBy(package => package.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Folder, StringComparer.Ordinal);
        foreach (var package in packages.Where(package => places.ContainsKey(package.Folder)))
        {
            var targets = package.Dependencies.Select(dependency => byName.GetValueOrDefault(dependency))
                .Concat(package.References.Select(reference => FolderOfReference(package.Folder, reference)));
            foreach (var target in targets.OfType<string>().Where(places.ContainsKey))
            {
                yield return (places[package.Folder], places[target]);
            }
        }
    }

    // ../Polly.Core/Polly.Core.csproj   crates/grep
    private static string FolderOfReference(string folder, string reference)
    {
        var parts = folder.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var part in (Path.HasExtension(reference) && reference.EndsWith("proj", StringComparison.Ordinal) ? FolderOf(reference)
            : reference).Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not (".." or "." or ""))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private Module Describe(string key, List<FileFacts> inside)
    {
        var package = packages.FirstOrDefault(candidate => candidate.Folder == key);
        var best = inside.OrderByDescending(file => file.Documented).ThenByDescending(file => file.Lines).First();
        var said = introductions.Of(key, package, [.. inside.Select(file => file.Path)]);
        var shown = key.Length == 0 ? package?.Name.Split('/')[^1] ?? name : package is { Name.Length: > 0 } && key.Length > 0 ? package.Name.Split('/')[^1]
            : key[(key.LastIndexOf('/') + 1)..];
        return new Module(shown, key, said?.Text ?? "", said?.Path ?? best.Path, said?.StartLine ?? 1, said?.EndLine ?? Math.Max(1, best.Lines))
        {
            Files = inside.Count,
        };
    }
}
