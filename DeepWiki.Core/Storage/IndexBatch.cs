using DeepWiki.Core.Chunks;
using Npgsql;

namespace DeepWiki.Core.Storage;

/// <summary>The rows of one batch of blobs in the form of COPY, with what they add to the statistics.</summary>
internal sealed class IndexBatch(int seriesId)
{
    private readonly BinaryCopyWriter chunks = new();
    private readonly BinaryCopyWriter embeddings = new();
    private readonly BinaryCopyWriter gaps = new();
    private readonly BinaryCopyWriter lexical = new();
    private readonly BinaryCopyWriter symbols = new();
    private readonly BinaryCopyWriter symbolWords = new();
    private readonly TermCounts chunkCounts = new(Bm25Field.Chunk);
    private readonly TermCounts symbolCounts = new(Bm25Field.Symbols);

    public int Chunks => chunks.Rows;

    public void AddBlob(long blobNumber, BlobRow blob)
    {
        foreach (var symbol in blob.Symbols)
        {
            symbols.StartRow(5);
            symbols.Int32(seriesId);
            symbols.Int64(blobNumber);
            symbols.Int32(symbol.Line);
            symbols.Text(symbol.Name);
            symbols.Text(symbol.Qualified);
        }

        if (blob.SymbolWords is { } words)
        {
            symbolWords.StartRow(3);
            symbolWords.Int32(seriesId);
            symbolWords.Int64(blobNumber);
            symbolWords.SparseVector(words);
            symbolCounts.Add(words);
        }
    }

    public void AddChunk(long id, long blobNumber, ChunkRow row)
    {
        StartRow(chunks, 9, id, blobNumber);
        chunks.Int32(row.Chunk.StartLine);
        chunks.Int32(row.Chunk.EndLine);
        chunks.Int16((short)row.Chunk.Kind);
        chunks.Text(row.Chunk.Symbol);
        chunks.Bytes(row.ContentHash);
        chunks.Text(row.Chunk.Text);

        StartRow(lexical, 4, id, blobNumber);
        lexical.SparseVector(row.Terms);
        chunkCounts.Add(row.Terms);

        if (!row.Embedding.IsEmpty)
        {
            StartRow(embeddings, 4, id, blobNumber);
            embeddings.HalfVector(row.Embedding.Span);
        }
        else if (row.Gap is { } gap)
        {
            StartRow(gaps, 7, id, blobNumber);
            gaps.Int16((short)(gap.IsRefused ? 1 : 0));
            gaps.Text(gap.Code);
            gaps.Text(gap.Reason);
            gaps.Text(gap.Header);
        }
    }

    public async Task CopyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await chunks.CopyAsync(
            connection, "chunks (series_id, chunk_id, blob_number, start_line, end_line, kind, symbol, content_hash, content)", cancellationToken);
        await lexical.CopyAsync(connection, "lexical (series_id, chunk_id, blob_number, terms)", cancellationToken);
        await embeddings.CopyAsync(connection, "embeddings (series_id, chunk_id, blob_number, embedding)", cancellationToken);
        await gaps.CopyAsync(connection, "embedding_gaps (series_id, chunk_id, blob_number, refused, code, reason, header)", cancellationToken);
        await symbols.CopyAsync(connection, "symbols (series_id, blob_number, line, name, qualified)", cancellationToken);
        await symbolWords.CopyAsync(connection, "symbol_words (series_id, blob_number, terms)", cancellationToken);
        await chunkCounts.InsertAsync(connection, seriesId, cancellationToken);
        await symbolCounts.InsertAsync(connection, seriesId, cancellationToken);
    }

    private void StartRow(BinaryCopyWriter rows, short columns, long id, long blobNumber)
    {
        rows.StartRow(columns);
        rows.Int32(seriesId);
        rows.Int64(id);
        rows.Int64(blobNumber);
    }
}
