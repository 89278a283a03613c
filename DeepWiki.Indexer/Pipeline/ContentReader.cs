using System.Text;
using DeepWiki.Core.Chunks;
using DeepWiki.Core.Git;

namespace DeepWiki.Indexer.Pipeline;

/// <summary>
/// Decides which files are read and cuts what was read into chunks. For now every text file becomes windows of lines; filters, encodings and
/// symbols come with the file and chunking stages.
/// </summary>
internal sealed class ContentReader
{
    private const int MaxBytes = 256 * 1024;
    private const int WindowLines = 40;
    private const short Binary = 1;

    /// <summary>Entries that are read, decided by mode and size alone.</summary>
    public async IAsyncEnumerable<TreeEntry> SelectAsync(IAsyncEnumerable<TreeEntry> entries, JobTally? tally)
    {
        await foreach (var entry in entries)
        {
            if (Reason(entry) is { } reason)
            {
                tally?.Skip(reason, entry.Path.Shown);
            }
            else
            {
                yield return entry;
            }
        }
    }

    /// <summary>The chunks of one blob.</summary>
    public ChunkedBlob Read(byte[] id, TreePath path, ReadOnlyMemory<byte> bytes, JobTally tally)
    {
        if (bytes.Span.Contains((byte)0))
        {
            tally.Skip("binary", path.Shown);
            return new ChunkedBlob(id, path.Shown, 0, Binary, []);
        }

        var text = Encoding.UTF8.GetString(bytes.Span).Replace("\r\n", "\n", StringComparison.Ordinal);
        var lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        var chunks = lines
            .Select((line, index) => (line, Number: index + 1))
            .Chunk(WindowLines)
            .Where(window => window.Any(line => !string.IsNullOrWhiteSpace(line.line)))
            .Select(window => new Chunk(
                window[0].Number, window[^1].Number, ChunkKind.Lines, null, [], string.Join('\n', window.Select(line => line.line))));
        return new ChunkedBlob(id, path.Shown, lines.Length, null, [.. chunks]);
    }

    private static string? Reason(TreeEntry entry) => entry switch
    {
        { Mode: EntryMode.Symlink } => "symlink",
        { Mode: EntryMode.Submodule } => "submodule",
        { Mode: not (EntryMode.File or EntryMode.Executable) } => "filtered",
        { IsBeyondLimits: true } => "too_deep",
        { Size: 0 } => "empty",
        { Size: > MaxBytes } => "too_large",
        _ => null,
    };
}
