using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Repositories;

/// <summary>
/// Which paths of a repository are indexed. Equal sets of rules have equal <see cref="Hash"/>es whatever their order and spelling;
/// the hash is part of the key of an index.
/// </summary>
public sealed class FileFilter
{
    private const int MaxEntries = 1000;
    private const int MaxEntryLength = 512;

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

    /// <summary>What applies when a caller says nothing.</summary>
    public static FileFilter Default { get; } = Parse(null, null, null, null);

    /// <summary>Whether only named paths are indexed. Then the default exclusions are off.</summary>
    public bool IsInclusive { get; }

    /// <summary>The normalised rules, one a line, sorted.</summary>
    public string Canonical { get; }

    /// <summary>SHA-256 of <see cref="Canonical"/>.</summary>
    public IReadOnlyList<byte> Hash { get; }

    /// <summary>Parses the four lists of a request: entries on lines of their own, percent-encoded or not.</summary>
    /// <exception cref="DeepWikiException"><see cref="ErrorCode.InvalidRequest"/> for a list over its limits.</exception>
    public static FileFilter Parse(string? excludedDirs, string? excludedFiles, string? includedDirs, string? includedFiles) => Of(
        Entries(excludedDirs, "excluded_dirs"), Entries(excludedFiles, "excluded_files"), Entries(includedDirs, "included_dirs"), Entries(includedFiles, "included_files"));

    /// <summary>The filter of four lists. The defaults join what is excluded, unless something is included.</summary>
    public static FileFilter Of(
        IReadOnlyList<string> excludedDirs, IReadOnlyList<string> excludedFiles, IReadOnlyList<string> includedDirs, IReadOnlyList<string> includedFiles)
    {
        var isInclusive = includedDirs.Count + includedFiles.Count > 0;

        return new FileFilter(
            Normalise(isInclusive ? excludedDirs : [.. excludedDirs, .. FilterDefaults.Folders]),
            Normalise(isInclusive ? excludedFiles : [.. excludedFiles, .. FilterDefaults.Files]),
            Normalise(includedDirs),
            Normalise(includedFiles),
            isInclusive);
    }

    /// <summary>Restores a filter from <see cref="Canonical"/>, as it was stored beside an index or a job.</summary>
    public static FileFilter FromCanonical(string canonical)
    {
        var lines = canonical.Split('\n');
        string[] With(string prefix) => [.. lines.Where(line => line.StartsWith(prefix, StringComparison.Ordinal)).Select(line => line[prefix.Length..])];

        return new FileFilter(With("-d "), With("-f "), With("+d "), With("+f "), lines[0] == "include");
    }

    /// <summary>Whether a path, relative to the root and with <c>/</c> between components, is wanted.</summary>
    public bool Admits(string path) =>
        path != ".git" && !path.StartsWith(".git/", StringComparison.Ordinal) && !path.Contains("/.git/", StringComparison.Ordinal)
        && (included is null || included.Name(path))
        && !excluded.Name(path);

    private static List<string> Entries(string? text, string field)
    {
        var entries = new List<string>();
        foreach (var line in (text ?? "").Split('\n'))
        {
            var entry = Uri.UnescapeDataString(line).Trim();
            if (entry.Length > MaxEntryLength || entries.Count >= MaxEntries)
            {
                throw new DeepWikiException(ErrorCode.InvalidRequest, $"{field}: at most {MaxEntries} entries of {MaxEntryLength} characters");
            }

            if (entry.Length > 0)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

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
