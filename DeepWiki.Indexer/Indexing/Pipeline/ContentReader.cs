using DeepWiki.Core.Secrets;
using DeepWiki.Core.SourceCode.Parsing;
using DeepWiki.Indexer.Indexing.Chunking;
using DeepWiki.Indexer.Indexing.Files;

namespace DeepWiki.Indexer.Indexing.Pipeline;

/// <summary>Turns the bytes of a file into chunks: sniff, decode, cut.</summary>
internal sealed class ContentReader(Chunker chunker)
{
    /// <summary>The chunks of one blob, or the reason why it has none.</summary>
    public async Task<ChunkedBlob> ReadAsync(FileContent content, ReadOnlyMemory<byte> bytes, IndexingCounters counters, CancellationToken cancellationToken)
    {
        var path = content.Entry.Path.Shown;
        var id = content.Entry.Id.ToArray();
        var text = ContentSniffer.Read(path, bytes.Span);
        if (text.Text is not { } readable)
        {
            return new ChunkedBlob(id, path, 0, (short?)text.Skip, ParsedSource.Empty, []);
        }

        var clean = SecretRedactor.RedactKeys(readable, out var keys);
        counters.MaskedKeys += keys;
        var file = await chunker.ChunkAsync(path, clean, cancellationToken);
        if (file.Source.HasFailed)
        {
            counters.SymbolsFailed++;
        }

        return new ChunkedBlob(id, path, LineCount(clean), null, file.Source, file.Chunks);
    }

    private static int LineCount(string text) => text.AsSpan().Count('\n') + (text.EndsWith('\n') ? 0 : 1);
}
