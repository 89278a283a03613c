using System.Security.Cryptography;
using System.Text;

namespace DeepWiki.Core.Repositories;

/// <summary>
/// Filter of the paths of a repository that are indexed. Equal sets of rules have equal <see cref="Hash"/>es whatever their order and spelling;
/// the hash is part of the key of an index.
/// </summary>
public sealed class FileFilter
{
    private readonly PathRules excluded;
    private readonly PathRules? included;

    private FileFilter(string[] excludedFolders, string[] excludedFiles, string[] includedFolders, string[] includedFiles, bool isInclusive)
    {
        IsInclusive = isInclusive;
        excluded = new PathRules(excludedFolders, excludedFiles);
        included = isInclusive ? new PathRules(includedFolders, includedFiles) : null;
        Canonical = string.Join('\n',
        [
            isInclusive ? "include" : "exclude",
            .. excludedFolders.Select(entry => "-d " + entry), .. excludedFiles.Select(entry => "-f " + entry),
            .. includedFolders.Select(entry => "+d " + entry), .. includedFiles.Select(entry => "+f " + entry),
        ]);
        Hash = SHA256.HashData(Encoding.UTF8.GetBytes(Canonical));
    }

    /// <summary>Filter that applies when a caller names no rules.</summary>
    public static FileFilter Default { get; } = Create([], [], [], []);

    /// <summary>True when only named paths are indexed. Then the default exclusions are off.</summary>
    public bool IsInclusive { get; }

    /// <summary>The normalised rules, one a line, sorted.</summary>
    public string Canonical { get; }

    /// <summary>SHA-256 of <see cref="Canonical"/>.</summary>
    public IReadOnlyList<byte> Hash { get; }

    /// <summary>The filter of four lists with the usual defaults.</summary>
    public static FileFilter Create(
        IReadOnlyList<string> excludedDirs, IReadOnlyList<string> excludedFiles, IReadOnlyList<string> includedDirs, IReadOnlyList<string> includedFiles) =>
        Create(excludedDirs, excludedFiles, includedDirs, includedFiles, FilterDefaults.BuiltIn);

    /// <summary>The filter of four lists. The defaults join what is excluded, unless something is included.</summary>
    public static FileFilter Create(
        IReadOnlyList<string> excludedDirs,
        IReadOnlyList<string> excludedFiles,
        IReadOnlyList<string> includedDirs,
        IReadOnlyList<string> includedFiles,
        FilterDefaults defaults)
    {
        var isInclusive = includedDirs.Count + includedFiles.Count > 0;

        return new FileFilter(
            Normalise(isInclusive ? excludedDirs : [.. excludedDirs, .. defaults.Folders]),
            Normalise(isInclusive ? excludedFiles : [.. excludedFiles, .. defaults.Files]),
            Normalise(includedDirs),
            Normalise(includedFiles),
            isInclusive);
    }

    /// <summary>True when a path, relative to the root and with <c>/</c> between components, is wanted.</summary>
    public bool Admits(string path) =>
        path != ".git" && !path.StartsWith(".git/", StringComparison.Ordinal) && !path.Contains("/.git/", StringComparison.Ordinal)
        && (included is null || included.Name(path))
        && !excluded.Name(path);

    // "./X/", "X/" and "X" are the same; absolute entries and those with ".." can match nothing and are left out.
    private static string[] Normalise(IEnumerable<string> entries) =>
    [
        .. entries.Where(entry => entry.Length > 0 && entry[0] != '/')
            .Select(entry => entry.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray())
            .Where(parts => parts.Length > 0 && !parts.Contains("..") && !parts.Any(part => part.Any(char.IsControl)))
            .Select(parts => string.Join('/', parts))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];
}
