using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Chunks;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Providers;
using DeepWiki.Core.Storage;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.Indexer.Pipeline;

/// <summary>
/// Gives chunks their terms and embeddings. An equal text is never embedded twice: not in one batch, and not when a chunk of the same
/// repository under the same model has it already.
/// </summary>
internal sealed class ChunkEmbedder(IEmbeddingGenerator<string, Embedding<float>> generator, EmbeddingProfile profile)
{
    private const int LongestText = 8000;

    /// <summary>The model the embeddings are of.</summary>
    public EmbeddingProfile Profile => profile;

    /// <summary>Turns a batch of blobs into rows. When the provider fails, the rows of this batch go without embeddings and words alone find them.</summary>
    public async Task<IReadOnlyList<BlobRow>> EmbedAsync(
        IReadOnlyList<ChunkedBlob> batch, IndexWriter writer, int seriesId, JobTally tally, CancellationToken cancellationToken)
    {
        var texts = batch.SelectMany(blob => blob.Chunks.Select(chunk => EmbeddedText(blob.Path, chunk))).ToList();
        var hashes = texts.ConvertAll(text => SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var vectors = await FindVectorsAsync(texts, hashes, writer, seriesId, tally, cancellationToken);

        var next = 0;
        var rows = new List<BlobRow>(batch.Count);
        foreach (var blob in batch)
        {
            var chunks = new List<ChunkRow>(blob.Chunks.Count);
            foreach (var chunk in blob.Chunks)
            {
                var vector = vectors.GetValueOrDefault(Convert.ToHexStringLower(hashes[next])) ?? [];
                chunks.Add(new ChunkRow(chunk, hashes[next], Bm25.Document(LexicalTerms(blob.Path, chunk), Bm25Field.Chunk), vector));
                next++;
            }

            rows.Add(new BlobRow(blob.Blob, blob.Lines, blob.Skip, chunks) { Symbols = blob.Symbols, SymbolWords = SymbolWords(blob.Symbols) });
        }

        return rows;
    }

    private async Task<Dictionary<string, float[]>> FindVectorsAsync(
        List<string> texts, List<byte[]> hashes, IndexWriter writer, int seriesId, JobTally tally, CancellationToken cancellationToken)
    {
        var vectors = texts.Count == 0 ? [] : await writer.FindEmbeddingsAsync(seriesId, hashes, cancellationToken);
        tally.Reused += hashes.Count(hash => vectors.ContainsKey(Convert.ToHexStringLower(hash)));
        var missing = hashes.Select((hash, index) => (Key: Convert.ToHexStringLower(hash), Text: texts[index]))
            .Where(text => !vectors.ContainsKey(text.Key))
            .DistinctBy(text => text.Key)
            .ToList();
        if (missing.Count == 0)
        {
            return vectors;
        }

        try
        {
            var generated = await generator.GenerateAsync(missing.Select(text => text.Text), cancellationToken: cancellationToken);
            foreach (var (text, embedding) in missing.Zip(generated))
            {
                vectors[text.Key] = Normalize(embedding.Vector.Span);
            }

            tally.Embedded += missing.Count;
            Instruments.EmbeddedTexts.Add(missing.Count);
        }
        catch (DeepWikiException exception)
        {
            tally.Unembedded += missing.Count;
            tally.Warn($"{missing.Count} texts could not be embedded with {profile.Name}: {exception.Message}");
        }

        return vectors;
    }

    private static string EmbeddedText(string path, Chunk chunk)
    {
        var text = $"{path}\n{string.Join(' ', chunk.Symbols)}\n{chunk.Text}";
        return text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
    }

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

        Tokenizer.Tokenize(chunk.Text.AsSpan(0, Math.Min(chunk.Text.Length, LongestText)), terms);
        return terms;
    }

    private static SparseTerms? SymbolWords(IReadOnlyList<SymbolRow> symbols)
    {
        var terms = new List<string>();
        foreach (var symbol in symbols)
        {
            Tokenizer.Tokenize(symbol.Name, terms);
        }

        return terms.Count == 0 ? null : Bm25.Document(terms, Bm25Field.Symbols);
    }

    private static float[] Normalize(ReadOnlySpan<float> vector)
    {
        double sum = 0;
        foreach (var value in vector)
        {
            sum += (double)value * value;
        }

        if (sum == 0)
        {
            return [];
        }

        var length = Math.Sqrt(sum);
        var normal = new float[vector.Length];
        for (var i = 0; i < normal.Length; i++)
        {
            normal[i] = (float)(vector[i] / length);
        }

        return normal;
    }
}
