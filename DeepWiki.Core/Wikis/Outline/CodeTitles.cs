using System.Collections.Frozen;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>Finds for files that no documentation treats a title that tells them from the others: the heading, the package, the folder or the main
/// types.</summary>
/// <param name="repository">The repository's name.</param>
/// <param name="readme">Its README.</param>
/// <param name="packages">Names of packages by their folders.</param>
/// <param name="mentions">Number of mentions of names in the documentation.</param>
internal sealed class CodeTitles(
    string repository, ReadmeText readme, IReadOnlyDictionary<string, string> packages, IReadOnlyDictionary<string, int> mentions)
{
    // Every second file has a word of its own for these.
    private static readonly FrozenSet<string> Generic = new[]
    {
        "Error", "Errors", "Kind", "Lib", "Main", "Test", "Tests", "Type", "Types", "Result", "Options", "Config", "Utils", "Utilities", "Constants",
            "Common", "Base", "Package Info", "PackageInfo", "Exception", "Impl", "Util", "Helper", "Extension", "Attribute", "Option", "Setting",
    }.ToFrozenSet(StringComparer.Ordinal);

    private const int MaxTypeTitle = 44;
    private const int MinOfKind = 4;
    private const double MinShareOfKind = 0.4;
    private const int MinFolderName = 4;

    private readonly Dictionary<string, string> headings = Fold(readme.Headings);
    /// <summary>Letters and digits of the repository's name.</summary>
    public string Repository { get; } = Names.Folded(repository);

    private readonly HashSet<string> given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A title that is already taken by a page of another kind.</summary>
    public void Reserve(string title) => given.Add(title);

    public string Of(Subsystem unit)
    {
        foreach (var candidate in Candidates(unit))
        {
            if (candidate.Length > 0 && given.Add(Names.Clip(candidate)))
            {
                return Names.Clip(candidate);
            }
        }

        var title = Names.Clip(Candidates(unit).First(candidate => candidate.Length > 0));
        var distinct = title;
        for (var number = 2; !given.Add(distinct); number++)
        {
            distinct = $"{title} ({number})";
        }

        return distinct;
    }

    private IEnumerable<string> Candidates(Subsystem unit)
    {
        var parents = FolderNames.Telling(unit.Folder);
        if (unit.Stem is { } stem)
        {
            var folder = parents.Count == 0 || Names.Folded(parents[^1]) is var own && (own == Names.Folded(repository) || own == Names.Folded(stem)) ? ""
                : parents[^1];
            yield return folder.Length > 0 ? $"{Named(folder)}: {Named(stem)}" : Named(stem);
        }

        // A folder that only contains others says nothing; its heaviest parts do.
        if (parents.Count == 0 && Parts(unit) is { Length: > 0 } parts)
        {
            yield return parts;
        }

        if (packages.TryGetValue(PackageFolder(unit.Folder), out var package) && Names.Folded(package) != Names.Folded(repository))
        {
            yield return package;
        }

        if (parents is [.., var last] && !FolderNames.IsVague(last) && last.Length >= MinFolderName && last[0] != '_'
            && Names.Folded(last) != Names.Folded(repository))
        {
            yield return Named(last);
        }

        if (parents is [.., var parent, var inner] && Names.Folded(inner) != Names.Folded(repository))
        {
            var isVague = inner[0] == '_' || FolderNames.IsVague(inner);
            yield return isVague ? Kind(unit, Named(parent)) : "";
            yield return isVague ? $"{Named(parent)} {Lower(Named(inner))}" : $"{Named(parent)}: {Named(inner)}";
        }

        yield return unit.Folder.EndsWith("/internal", StringComparison.Ordinal) || unit.Folder.EndsWith("/internals", StringComparison.Ordinal)
            ? $"{(parents.Count > 0 ? Named(parents[^1]) : Named(repository))} internals" : "";
        yield return Kind(unit, "");
        yield return parents is [.., var project] && Names.Folded(project) == Names.Folded(repository) && parents.Count > 1
            && Names.Folded(parents[^2]) != Names.Folded(repository) ? Named(parents[^2]) : "";
        yield return MainType(unit);
        yield return parents is [.., var only] ? Named(only) : Named(repository);
    }

    /// <summary>The two heaviest packages or folders in it; empty where its own files outweigh them.</summary>
    private string Parts(Subsystem unit)
    {
        // The program is called after the repository, whatever has no other place stands with it.
        if (unit.Files.FirstOrDefault(file => file.Stem is "main" or "Program" && file.Folder.Length > 0) is { } program
            && Part(unit.Folder, program.Path) is { Length: > 0 } place)
        {
            return Names.Folded(place) == Repository ? place : $"{Names.Plain(repository)} {Lower(place)}";
        }

        var parts = unit.Files.GroupBy(file => Part(unit.Folder, file.Path), StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Weight: group.Sum(file => file.Weight)))
            .OrderByDescending(part => part.Weight).ThenBy(part => part.Name, StringComparer.Ordinal).Take(2).ToList();
        return parts is not [{ Name.Length: > 0 }, ..] ? "" : string.Join(" & ", parts.Select(part => part.Name).Where(part => part.Length > 0));
    }

    // pkg/report/a.go is about reports, crates/cli/src/lib.rs about the package grep-cli.
    private string Part(string folder, string path)
    {
        for (var at = path; at.LastIndexOf('/') is > 0 and var slash;)
        {
            at = at[..slash];
            if (packages.TryGetValue(at, out var package))
            {
                return package;
            }
        }

        var from = folder.Length == 0 ? 0 : folder.Length + 1;
        return path[from..].Split('/')[..^1] is { Length: > 0 } folders && Array.Find(folders, part => !FolderNames.IsContainer(part)) is { } named
            ? Named(named) : "";
    }

    // crates/printer/src is the package in crates/printer.
    private static string PackageFolder(string folder) => folder.EndsWith("/src", StringComparison.Ordinal) ? folder[..^4] : folder;

    private static string Lower(string word) => word.Length > 1 && char.IsLower(word[1]) ? char.ToLowerInvariant(word[0]) + word[1..] : word;

    /// <summary>The main type, as the best file declares it.</summary>
    private string MainType(Subsystem unit) =>
        Direct(unit)
            .OrderByDescending(file => Math.Min(30, file.Facts.Documented) + file.Rank + (4 * Math.Log2(1 + mentions.GetValueOrDefault(MainName(file)))))
            .Where(file => !FileRoles.IsEntry(file.Stem))
            .Select(MainName).FirstOrDefault(name => name.Length > 3 && name.Length <= MaxTypeTitle && !Generic.Contains(name)) ?? "";

    /// <summary>The sort of thing that most types are, by the words they end with, such as type adapters; empty where they have none in common.</summary>
    private string Kind(Subsystem unit, string owner)
    {
        var names = Direct(unit).Where(file => file.Facts.Types.Count > 0).Select(file => Names.Words(MainName(file))).Where(words => words.Count > 1).ToList();
        var common = Suffix(names, 2) is { Length: > 0 } pair ? pair : Suffix(names, 1);
        return common.Length == 0 || Generic.Contains(common) || Names.Folded(common) == Names.Folded(repository) ? ""
            : common.Contains(' ') || owner.Length == 0 || Names.Folded(owner) == Names.Folded(repository) ? Plural(common)
            : $"{owner} {Lower(Plural(common))}";
    }

    private static string Suffix(List<List<string>> names, int length)
    {
        var best = names.Where(words => words.Count > length).Select(words => string.Join(' ', words.TakeLast(length).Select(word => word.TrimEnd('s'))))
            .CountBy(suffix => suffix, StringComparer.Ordinal).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Value >= MinOfKind && best.Value >= MinShareOfKind * names.Count && best.Key.Length > 3 ? best.Key : "";
    }

    private static string Plural(string word) =>
        word.EndsWith('y') && word.Length > 1 && !"aeiou".Contains(word[^2], StringComparison.Ordinal) ? word[..^1] + "ies"
        : word.EndsWith('x') || word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith('s') ? word + "es" : word + "s";

    private static IEnumerable<MappedFile> Direct(Subsystem unit)
    {
        var direct = unit.Files.Where(file => file.Folder == unit.Folder).ToList();
        return direct.Count > 1 ? direct : unit.Files;
    }

    /// <summary>The declaration a file is named after, else its first type, else the name of the file.</summary>
    public static string MainName(MappedFile file)
    {
        var subject = Names.Subject(file.Path, file.Stem);
        var own = file.Facts.Types.FirstOrDefault(type => Names.Folded(type) == Names.Folded(subject)) ?? file.Facts.Types
            .FirstOrDefault(type => !Generic.Contains(type) && char.IsUpper(type[0]));
        return own ?? (file.Symbols.Select(symbol => symbol[(symbol.LastIndexOf('.') + 1)..])
            .FirstOrDefault(name => Names.Folded(name) == Names.Folded(subject)) ?? Names.Title(subject));
    }

    private string Named(string name) => headings.GetValueOrDefault(Names.Folded(name)) ?? Names.Title(name);

    private static Dictionary<string, string> Fold(IEnumerable<string> headings)
    {
        var folded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var heading in headings.Where(heading => heading.Length <= 60))
        {
            folded.TryAdd(Names.Folded(heading), heading);
        }

        return folded;
    }
}
