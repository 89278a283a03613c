using DeepWiki.Core.SourceCode.Parsing;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.Data.Index;

/// <summary>A blob with all of its chunks: the unit that is stored whole or not at all.</summary>
/// <param name="Blob">Object id, 20 or 32 bytes.</param>
/// <param name="Lines">Number of its lines.</param>
/// <param name="Skip">Number of the reason why its content is not indexed; null when it is. Remembered, so that it is read once.</param>
/// <param name="Chunks">Chunks of the blob; empty when it has nothing to index.</param>
public sealed record BlobRow(byte[] Blob, int Lines, short? Skip, IReadOnlyList<ChunkRow> Chunks)
{
    /// <summary>Declarations, imports and file comment read from its lines.</summary>
    public ParsedSource Source { get; init; } = ParsedSource.Empty;

    /// <summary>The document's half of BM25 over the names of its declarations; null when it has none or is no source.</summary>
    public SparseTerms? SymbolWords { get; init; }
}
