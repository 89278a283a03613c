using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.TextAnalysis;
using Npgsql;

namespace DeepWiki.Core.Data.Index;

/// <summary>The rows of one batch of blobs, with what they add to the statistics.</summary>
internal sealed class IndexBatch(int seriesId)
{
    private readonly List<(long BlobNumber, BlobRow Blob)> blobs = [];
    private readonly List<NumberedChunk> chunks = [];
    private readonly TermCounts chunkCounts = new(Bm25Field.Chunk);
    private readonly TermCounts symbolCounts = new(Bm25Field.Symbols);

    public int Chunks => chunks.Count;

    public void AddBlob(long blobNumber, BlobRow blob)
    {
        blobs.Add((blobNumber, blob));
        if (blob.SymbolWords is { } words)
        {
            symbolCounts.Add(words);
        }
    }

    public void AddChunk(long id, long blobNumber, ChunkRow row)
    {
        chunks.Add(new NumberedChunk(id, blobNumber, row));
        chunkCounts.Add(row.Terms);
    }

    public async Task CopyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await CopyChunksAsync(connection, cancellationToken);
        await CopyTermsAsync(connection, cancellationToken);
        await CopyEmbeddingsAsync(connection, cancellationToken);
        await CopyGapsAsync(connection, cancellationToken);
        await CopySymbolsAsync(connection, cancellationToken);
        await CopyImportsAsync(connection, cancellationToken);
        await CopySymbolWordsAsync(connection, cancellationToken);
        await chunkCounts.InsertAsync(connection, seriesId, cancellationToken);
        await symbolCounts.InsertAsync(connection, seriesId, cancellationToken);
    }

    private Task CopyChunksAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.CopyAsync(
        "chunks (series_id, chunk_id, blob_number, start_line, end_line, kind, symbol, content_hash, content)",
        chunks,
        async (rows, chunk) =>
        {
            await StartAsync(rows, chunk, cancellationToken);
            await rows.WriteAsync(chunk.Row.Chunk.StartLine, cancellationToken);
            await rows.WriteAsync(chunk.Row.Chunk.EndLine, cancellationToken);
            await rows.WriteAsync((short)chunk.Row.Chunk.Kind, cancellationToken);
            await rows.WriteAsync(chunk.Row.Chunk.Symbol, cancellationToken);
            await rows.WriteAsync(chunk.Row.ContentHash, cancellationToken);
            await rows.WriteAsync(chunk.Row.Chunk.Text, cancellationToken);
        },
        cancellationToken);

    private Task CopyTermsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.CopyAsync(
        "lexical (series_id, chunk_id, blob_number, terms)",
        chunks,
        async (rows, chunk) =>
        {
            await StartAsync(rows, chunk, cancellationToken);
            await rows.WriteAsync(chunk.Row.Terms.ToSparseVector(), cancellationToken);
        },
        cancellationToken);

    private Task CopyEmbeddingsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.CopyAsync(
        "embeddings (series_id, chunk_id, blob_number, embedding)",
        chunks.Where(chunk => !chunk.Row.Embedding.IsEmpty),
        async (rows, chunk) =>
        {
            await StartAsync(rows, chunk, cancellationToken);
            await rows.WriteAsync(chunk.Row.Embedding.Span.ToHalfVector(), cancellationToken);
        },
        cancellationToken);

    private Task CopyGapsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.CopyAsync(
        "embedding_gaps (series_id, chunk_id, blob_number, refused, code, reason, header)",
        chunks.Where(chunk => chunk.Row is { Embedding.IsEmpty: true, Gap: not null }),
        async (rows, chunk) =>
        {
            var gap = chunk.Row.Gap!; // Filtered above.
            await StartAsync(rows, chunk, cancellationToken);
            await rows.WriteAsync((short)(gap.IsRefused ? 1 : 0), cancellationToken);
            await rows.WriteAsync(gap.Code, cancellationToken);
            await rows.WriteAsync(gap.Reason, cancellationToken);
            await rows.WriteAsync(gap.Header, cancellationToken);
        },
        cancellationToken);

    private Task CopySymbolsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.CopyAsync(
        "symbols (series_id, blob_number, line, name, qualified, scope, kind, end_line, doc_from, doc_to, bases, is_test, is_exported, is_trivial)",
        blobs.SelectMany(blob => blob.Blob.Source.Declarations.Where(symbol => symbol.Name.Length > 0).Select(symbol => (blob.BlobNumber, Symbol: symbol))),
        async (rows, row) =>
        {
            await rows.WriteAsync(seriesId, cancellationToken);
            await rows.WriteAsync(row.BlobNumber, cancellationToken);
            await rows.WriteAsync(row.Symbol.Line, cancellationToken);
            await rows.WriteAsync(row.Symbol.Name, cancellationToken);
            await rows.WriteAsync(row.Symbol.FullName, cancellationToken);
            await rows.WriteAsync(row.Symbol.Scope, cancellationToken);
            await rows.WriteAsync((short)row.Symbol.Kind, cancellationToken);
            await rows.WriteAsync(row.Symbol.EndLine, cancellationToken);
            await rows.WriteAsync(row.Symbol.Doc?.First, cancellationToken);
            await rows.WriteAsync(row.Symbol.Doc?.Last, cancellationToken);
            await rows.WriteAsync(row.Symbol.Bases.Count == 0 ? null : row.Symbol.Bases.ToArray(), cancellationToken);
            await rows.WriteAsync(row.Symbol.IsTest, cancellationToken);
            await rows.WriteAsync(row.Symbol.IsExported, cancellationToken);
            await rows.WriteAsync(row.Symbol.IsTrivial, cancellationToken);
        },
        cancellationToken);

    private Task CopyImportsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.CopyAsync(
        "imports (series_id, blob_number, line, target)",
        blobs.SelectMany(blob => blob.Blob.Source.Imports.Select(import => (blob.BlobNumber, Import: import))),
        async (rows, row) =>
        {
            await rows.WriteAsync(seriesId, cancellationToken);
            await rows.WriteAsync(row.BlobNumber, cancellationToken);
            await rows.WriteAsync(row.Import.Line, cancellationToken);
            await rows.WriteAsync(row.Import.Target, cancellationToken);
        },
        cancellationToken);

    private Task CopySymbolWordsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.CopyAsync(
        "symbol_words (series_id, blob_number, terms)",
        blobs.Where(blob => blob.Blob.SymbolWords is not null),
        async (rows, row) =>
        {
            await rows.WriteAsync(seriesId, cancellationToken);
            await rows.WriteAsync(row.BlobNumber, cancellationToken);
            await rows.WriteAsync(row.Blob.SymbolWords!.ToSparseVector(), cancellationToken); // Filtered above.
        },
        cancellationToken);

    private async Task StartAsync(NpgsqlBinaryImporter rows, NumberedChunk chunk, CancellationToken cancellationToken)
    {
        await rows.WriteAsync(seriesId, cancellationToken);
        await rows.WriteAsync(chunk.Id, cancellationToken);
        await rows.WriteAsync(chunk.BlobNumber, cancellationToken);
    }

    private readonly record struct NumberedChunk(long Id, long BlobNumber, ChunkRow Row);
}
