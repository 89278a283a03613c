using DeepWiki.Core.Data.Index;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>The files of a repository by the part they have in it, each weighed and ranked.</summary>
internal sealed class RepositoryMap
{
    // A file of ten thousand lines is no more than a subsystem; most of it is data or made by a tool.
    private const int MaxLines = 3_000;
    private const double SymbolLines = 4;
    private const int MinLines = 8;
    private const double MinCore = 0.1;

    private readonly ILookup<FileRole, MappedFile> roles;

    public RepositoryMap(RepositoryFacts facts)
    {
        var families = CountFamilies(facts.Files);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Files =
        [
            .. facts.Files.Where(file => IsShown(file.Path) && seen.Add(file.Path))
                .OrderBy(file => file.Path, StringComparer.Ordinal)
                .Select(file => Map(file, families)),
        ];
        roles = Files.ToLookup(file => file.Role);
        ByPath = Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        Core = FindCore();
    }

    /// <summary>All files that can be shown, in ordinal order.</summary>
    public IReadOnlyList<MappedFile> Files { get; }

    public IReadOnlyDictionary<string, MappedFile> ByPath { get; }

    /// <summary>Files the repository is about: its own code, or what it has instead.</summary>
    public IReadOnlyList<MappedFile> Core { get; }

    public IEnumerable<MappedFile> In(FileRole role) => roles[role];

    /// <summary>Files best first.</summary>
    public static IEnumerable<MappedFile> Ranked(IEnumerable<MappedFile> files) =>
        files.OrderByDescending(file => file.Rank).ThenBy(file => file.Path, StringComparer.Ordinal);

    private IReadOnlyList<MappedFile> FindCore()
    {
        var core = roles[FileRole.Core].ToList();

        // The client of a platform stands in a folder named after it.
        foreach (var other in new[]
            {
                roles[FileRole.Tool].ToList(),
                [.. roles[FileRole.Deployment].Where(file => file.Folder.Length > 0 && FileKinds.Classify(file.Path).HasFlag(FileKind.Code))],
            })
        {
            if (other.Sum(file => file.Weight) > core.Sum(file => file.Weight))
            {
                core.AddRange(other);
            }
        }

        var all = Files.Where(file => file.Role is FileRole.Core or FileRole.Example or FileRole.Test).Sum(file => file.Weight);
        if (core.Sum(file => file.Weight) >= MinCore * all && core.Count > 0)
        {
            return core;
        }

        // A collection of samples, of documents, or of something else entirely.
        var others = core.Concat(roles[FileRole.Example]).ToList();
        return others.Count > 1 ? others
            : roles[FileRole.Document].Skip(1).Any() ? [.. roles[FileRole.Document]]
            : Files;
    }

    private static MappedFile Map(FileFacts file, Dictionary<string, int> families)
    {
        var lines = Math.Clamp(file.Lines, 0, MaxLines);
        var mapped = new MappedFile(file.Path, file.Lines, file.Symbols, FileRoles.Of(file.Path), 1 + lines + (SymbolLines * file.Symbols.Count), 0)
        {
            Facts = file,
        };
        var stem = mapped.Stem;
        var folder = mapped.Folder;
        var depth = file.Path.AsSpan().Count('/');
        var family = families.GetValueOrDefault(Names.Folded(stem)) - 1;
        var rank = Math.Log2(2 + lines) + (0.1 * file.Symbols.Count) + (1.5 * Math.Log2(1 + Math.Max(family, 0))) - (0.3 * depth);
        rank += FileRoles.IsEntry(stem) ? 3 : 0;
        rank += IsNamedLike(folder, stem) ? 3 : 0;
        rank += Math.Min(3, 0.25 * file.Documented);
        rank -= file.Symbols.Count == 0 ? 2 : 0;
        rank -= file.Lines < MinLines ? 4 : 0;

        // Connection.Open.cs is a part of Connection.cs.
        rank -= file.Path.AsSpan(file.Path.LastIndexOf('/') + 1).Count('.') > 1 ? 2 : 0;
        return mapped with { Rank = rank };
    }

    private static bool IsNamedLike(string folder, string stem) =>
        folder.Length > 0
        && Names.Folded(folder[(folder.LastIndexOf('/') + 1)..]) is var name
        && (name == Names.Folded(stem) || name == Names.Folded(stem) + "s");

    /// <summary>Counts the files that begin with another file's name: <c>Pipeline.cs</c> is behind <c>PipelineBuilder.cs</c>.</summary>
    private static Dictionary<string, int> CountFamilies(IReadOnlyList<FileFacts> files)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var prefix = "";
            foreach (var word in Names.Words(new MappedFile(file.Path, 0, [], FileRole.Core, 0, 0).Stem).Take(6))
            {
                prefix += word.ToLowerInvariant();
                counts[prefix] = counts.GetValueOrDefault(prefix) + 1;
            }
        }

        return counts;
    }

    // What cannot be written on one line of text cannot be cited.
    private static bool IsShown(string path) => path.Length is > 0 and <= 1_000 && !path.Any(char.IsControl);
}
