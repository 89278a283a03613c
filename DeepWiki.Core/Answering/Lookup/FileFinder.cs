using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Lookup;

/// <summary>Lists files and reads their lines.</summary>
internal sealed class FileFinder(FileCatalog catalog, LineReader lines)
{
    private const int MaxNamed = 5;
    private const int MaxPattern = 200;

    public async Task<FileLines> ReadAsync(
        ActiveIndex index, string path, int? startLine, int? endLine, int mostLines, CancellationToken cancellationToken)
    {
        var file = await FindAsync(index, LookupArguments.Path(LookupArguments.Read(path, "path")), cancellationToken);
        if (file.Skip is not null || file.Lines == 0)
        {
            return new FileLines(file.Path, file.Lines, [], file.Skip ?? "empty", null);
        }

        var start = startLine ?? 1;
        if (start < 1 || start > file.Lines || (endLine is { } last && last < start))
        {
            throw LookupArguments.Wrong($"{file.Path} has lines 1-{file.Lines}: give a startLine in it, and an endLine not before that.");
        }

        var end = Math.Min(Math.Min(file.Lines, endLine ?? file.Lines), start + mostLines - 1);
        var blocks = await lines.ReadAsync(index, [new LineRange(file.Path, start, end)], cancellationToken);
        var (kept, isCut) = LookupLines.Fit(blocks[0], LookupBounds.LineCharacters);
        var next = isCut ? (kept.Count > 0 ? kept[^1].EndLine : start) + 1 : end + 1;
        return new FileLines(file.Path, file.Lines, kept, null, next <= Math.Min(file.Lines, endLine ?? file.Lines) ? next : null);
    }

    public async Task<FileList> ListAsync(ActiveIndex index, string? path, string? pattern, CancellationToken cancellationToken)
    {
        var folder = string.IsNullOrWhiteSpace(path) ? "" : LookupArguments.Path(LookupArguments.Read(path, "path"));
        pattern = string.IsNullOrWhiteSpace(pattern) ? null : LookupArguments.Read(pattern, "pattern");
        if (pattern?.Length > MaxPattern)
        {
            throw LookupArguments.Wrong($"Shorten pattern to at most {MaxPattern} characters.");
        }

        if (pattern is null && GlobPattern.IsPattern(folder))
        {
            (folder, pattern) = ("", folder);
        }

        var files = await catalog.ListAsync(index, folder, cancellationToken);
        var entries = pattern is null ? Entries(files, folder) : Matching(files, folder, pattern);
        return new FileList(folder, pattern, [.. entries.Take(LookupBounds.Files)], entries.Count);
    }

    /// <summary>The file at a path, or the only one whose path ends with it.</summary>
    private async Task<ListedFile> FindAsync(ActiveIndex index, string path, CancellationToken cancellationToken)
    {
        if ((await catalog.ListAsync(index, path, cancellationToken)).FirstOrDefault(file => file.Path == path) is { } exact)
        {
            return exact;
        }

        var all = await catalog.ListAsync(index, "", cancellationToken);
        var ends = all.Where(file => Ends(file.Path, path)).ToList();
        if (ends.Count == 1)
        {
            return ends[0];
        }

        var name = path[(path.LastIndexOf('/') + 1)..];
        var near = (ends.Count > 0 ? ends : [.. all.Where(file => Ends(file.Path, name))]).Take(MaxNamed).Select(file => file.Path).ToList();
        throw new DeepWikiException(
            ErrorCode.NotFound,
            near.Count == 0
                ? $"There is no file {path}: look with list_files or search_code."
                : $"There is no file {path}: give one of {string.Join(", ", near)}.");
    }

    private static bool Ends(string path, string end) => ("/" + path).EndsWith("/" + end, StringComparison.OrdinalIgnoreCase);

    private static List<FileListEntry> Entries(IReadOnlyList<ListedFile> files, string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        var below = files.Where(file => file.Path.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var folders = below.Where(file => file.Path.IndexOf('/', prefix.Length) > 0)
            .CountBy(file => file.Path[..(file.Path.IndexOf('/', prefix.Length) + 1)], StringComparer.Ordinal)
            .Select(pair => new FileListEntry(pair.Key, null, pair.Value, null));
        var own = files.Where(file =>
            file.Path == folder || (file.Path.StartsWith(prefix, StringComparison.Ordinal) && !file.Path.AsSpan(prefix.Length).Contains('/')));
        return [.. folders, .. own.Select(Entry)];
    }

    private static List<FileListEntry> Matching(IReadOnlyList<ListedFile> files, string folder, string pattern)
    {
        var glob = new GlobPattern(pattern.TrimStart('/'));
        var isName = !pattern.Contains('/', StringComparison.Ordinal) && !pattern.Contains("**", StringComparison.Ordinal);
        var skipped = folder.Length == 0 ? 0 : folder.Length + 1;
        return
        [
            .. files.Where(file => glob.Matches(isName ? file.Path.AsSpan(file.Path.LastIndexOf('/') + 1) : file.Path)
                    || (!isName && skipped > 0 && file.Path.Length > skipped && glob.Matches(file.Path.AsSpan(skipped))))
                .Select(Entry),
        ];
    }

    private static FileListEntry Entry(ListedFile file) => new(file.Path, file.Lines, null, file.Skip);
}
