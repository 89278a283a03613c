using DeepWiki.Core.Answering.Lookup;
using DeepWiki.Core.Errors;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Tests.Core.Answering.Generation;

/// <summary>A repository of files in memory. It notes each look, and can hold one until it is cancelled.</summary>
internal sealed class FakeLookup(params (string Path, string Text)[] files) : IRepositoryLookup
{
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Looks { get; } = [];

    /// <summary>True when a look does not end by itself.</summary>
    public bool Hangs { get; set; }

    /// <summary>Completes when a look hangs.</summary>
    public Task Held => held.Task;

    /// <summary>Completes when a look that hung was cancelled.</summary>
    public Task Cancelled => cancelled.Task;

    public Task<CodeHits> SearchCodeAsync(string query, string? path, int? limit, CancellationToken cancellationToken)
    {
        Looks.Add($"search_code {query} {path} {limit}");
        var hits = files.Where(file => file.Text.Contains(query, StringComparison.OrdinalIgnoreCase))
            .Select(file => Block(file.Path, file.Text, 1, int.MaxValue));
        return Task.FromResult(new CodeHits(query, [.. hits], [], false));
    }

    public async Task<FileLines> ReadFileAsync(string path, int? startLine, int? endLine, CancellationToken cancellationToken)
    {
        Looks.Add($"read_file {path} {startLine} {endLine}");
        if (Hangs)
        {
            await using var registration = cancellationToken.Register(cancelled.SetResult);
            held.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        var file = Array.Find(files, file => file.Path == path);
        return file.Path is null
            ? throw new DeepWikiException(ErrorCode.NotFound, $"There is no file {path}: look with list_files or search_code.")
            : new FileLines(path, file.Text.Split('\n').Length, [Block(path, file.Text, startLine ?? 1, endLine ?? int.MaxValue)], null, null);
    }

    public Task<FileList> ListFilesAsync(string? path, string? pattern, CancellationToken cancellationToken)
    {
        Looks.Add($"list_files {path} {pattern}");
        var entries = files.Select(file => new FileListEntry(file.Path, file.Text.Split('\n').Length, null, null)).ToList();
        return Task.FromResult(new FileList(path ?? "", pattern, entries, entries.Count));
    }

    public Task<SymbolHits> FindSymbolAsync(string name, CancellationToken cancellationToken)
    {
        Looks.Add($"find_symbol {name}");
        return Task.FromResult(new SymbolHits(name, [], false, []));
    }

    public Task<ReferenceHits> FindReferencesAsync(string name, CancellationToken cancellationToken)
    {
        Looks.Add($"find_references {name}");
        return Task.FromResult(new ReferenceHits(name, [], [], 0, false));
    }

    public Task<LookupPage> ReadWikiPageAsync(string slug, CancellationToken cancellationToken) =>
        throw new DeepWikiException(ErrorCode.NotFound, "This repository has no wiki: use search_code and read_file.");

    private static ContextBlock Block(string path, string text, int start, int end)
    {
        var lines = text.Split('\n').Skip(start - 1).Take(Math.Max(1, end - start + 1)).ToList();
        return new ContextBlock(0, path, start, start + lines.Count - 1, null, string.Join('\n', lines), 1);
    }
}
