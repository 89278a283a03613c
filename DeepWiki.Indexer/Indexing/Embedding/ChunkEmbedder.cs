using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.SourceCode.Parsing;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Indexer.Indexing.Embedding;

/// <summary>
/// Gives chunks their terms and embeddings. An equal text is never embedded twice: not in one batch, and not when a chunk of the same
/// repository under the same model has it already.
/// </summary>
internal sealed class ChunkEmbedder(TextEmbedder texts)
{
    private const int MaxTextLength = 8000;

    /// <summary>The model the embeddings are of.</summary>
    public EmbeddingProfile Profile => texts.Profile;

    /// <summary>
    /// Turns a batch of blobs into rows. A chunk whose text the provider did not embed says why, and words alone find it until the gap is filled.
    /// </summary>
    public async Task<IReadOnlyList<BlobRow>> EmbedAsync(
        IReadOnlyList<ChunkedBlob> batch, IndexWriter writer, int seriesId, IndexingCounters counters, CancellationToken cancellationToken)
    {
        var embedded = batch.SelectMany(blob => blob.Chunks.Select(chunk => Cut(Header(blob.Path, chunk) + chunk.Text))).ToList();
        var hashes = embedded.ConvertAll(text => SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var found = await FindAsync(embedded, hashes, writer, seriesId, counters, cancellationToken);

        var next = 0;
        var rows = new List<BlobRow>(batch.Count);
        foreach (var blob in batch)
        {
            var chunks = new List<ChunkRow>(blob.Chunks.Count);
            foreach (var chunk in blob.Chunks)
            {
                var outcome = found[Convert.ToHexStringLower(hashes[next])];
                chunks.Add(new ChunkRow(chunk, hashes[next], Bm25.Document(LexicalTerms(blob.Path, chunk), Bm25Field.Chunk), outcome.Vector)
                {
                    Gap = outcome.Gap(Header(blob.Path, chunk)),
                });
                next++;
            }

            rows.Add(new BlobRow(blob.Blob, blob.Lines, blob.Skip, chunks) { Source = blob.Source, SymbolWords = SymbolWords(blob.Source) });
        }

        return rows;
    }

    private async Task<Dictionary<string, TextEmbedding>> FindAsync(
        List<string> embedded, List<byte[]> hashes, IndexWriter writer, int seriesId, IndexingCounters counters, CancellationToken cancellationToken)
    {
        var vectors = embedded.Count == 0 ? [] : await writer.FindEmbeddingsAsync(seriesId, hashes, cancellationToken);
        var found = vectors.ToDictionary(pair => pair.Key, pair => new TextEmbedding(pair.Value, Failure: null), StringComparer.Ordinal);
        counters.Reused += hashes.Count(hash => found.ContainsKey(Convert.ToHexStringLower(hash)));
        var missing = hashes.Select((hash, index) => (Key: Convert.ToHexStringLower(hash), Text: embedded[index]))
            .Where(text => !found.ContainsKey(text.Key))
            .DistinctBy(text => text.Key)
            .ToList();
        var outcomes = await texts.EmbedAsync([.. missing.Select(text => text.Text)], counters, cancellationToken);
        foreach (var (text, outcome) in missing.Zip(outcomes))
        {
            found[text.Key] = outcome;
        }

        return found;
    }

    /// <summary>Cuts a text to the length that is embedded.</summary>
    internal static string Cut(string text) =>
        text.Length <= MaxTextLength ? text : text[..(char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)];

    private static string Header(string path, Chunk chunk) => $"{path}\n{string.Join(' ', chunk.Symbols)}\n";

    // The path counts three times: it says more than any single line.
    private static List<string> LexicalTerms(string path, Chunk chunk)
    {
        var terms = new List<string>(256);
        for (var i = 0; i < 3; i++)
        {
            Tokenizer.Tokenize(path, terms);
        }

        foreach (var symbol in chunk.Symbols)
        {
            Tokenizer.Tokenize(symbol, terms);
        }

        Tokenizer.Tokenize(chunk.Text.AsSpan(0, Math.Min(chunk.Text.Length, MaxTextLength)), terms);
        return terms;
    }

    private static SparseTerms? SymbolWords(ParsedSource source)
    {
        var terms = new List<string>();
        foreach (var declaration in source.Declarations.Where(declaration => declaration.Kind != DeclarationKind.Property))
        {
            Tokenizer.Tokenize(declaration.Name, terms);
        }

        return terms.Count == 0 ? null : Bm25.Document(terms, Bm25Field.Symbols);
    }
}
