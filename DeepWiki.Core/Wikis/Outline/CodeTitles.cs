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
            "Common", "Base", "Package Info", "PackageInfo",
    }.ToFrozenSet(StringComparer.Ordinal);

    private const int MaxTypesTitle = 44;
    private const int MinFolderName = 4;

    private readonly Dictionary<string, string> headings = Fold(readme.Headings);
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
        var parents = unit.Folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => !FolderNames.IsContainer(part)).ToList();
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

        var types = Types(unit);
        if (parents is [.., var last] && !FolderNames.IsVague(last) && last.Length >= MinFolderName && last[0] != '_'
            && Names.Folded(last) != Names.Folded(repository))
        {
            yield return Named(last);
        }

        if (parents is [.., var parent, var inner] && Names.Folded(inner) != Names.Folded(repository))
        {
            yield return inner[0] == '_' || FolderNames.IsVague(inner) ? $"{Named(parent)} {Lower(Named(inner))}" : $"{Named(parent)}: {Named(inner)}";
        }

        yield return types;
        yield return parents is [.., var only] ? Named(only) : Named(repository);
    }

    /// <summary>The two heaviest packages or folders in it; empty where its own files outweigh them.</summary>
    private string Parts(Subsystem unit)
    {
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

    /// <summary>The two main types, as the best files declare them.</summary>
    private string Types(Subsystem unit)
    {
        var direct = unit.Files.Where(file => file.Folder == unit.Folder).ToList();
        var names = (direct.Count > 1 ? direct : unit.Files)
            .OrderByDescending(file => Math.Min(30, file.Facts.Documented) + file.Rank + (4 * Math.Log2(1 + mentions.GetValueOrDefault(MainName(file)))))
                .Where(file => !FileRoles.IsEntry(file.Stem))
            .Select(MainName).Where(name => name.Length > 3 && !Generic.Contains(name))
            .Distinct(StringComparer.Ordinal).Take(2).ToList();
        var title = string.Join(" & ", names);
        return title.Length <= MaxTypesTitle ? title : names.FirstOrDefault() ?? "";
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
