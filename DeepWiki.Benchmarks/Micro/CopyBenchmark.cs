using BenchmarkDotNet.Attributes;
using DeepWiki.Core.Chunks;
using DeepWiki.Core.Providers;
using DeepWiki.Core.Storage;

namespace DeepWiki.Benchmarks.Micro;

/// <summary>100 chunks to the binary form of COPY: text, terms and vector of each.</summary>
public class CopyBenchmark
{
    private readonly IReadOnlyList<(string Text, SparseTerms Terms, float[] Vector)> rows = Rows();

    [Benchmark]
    public int Write()
    {
        var writer = new BinaryCopyWriter();
        foreach (var (text, terms, vector) in rows)
        {
            writer.StartRow(5);
            writer.Int32(1);
            writer.Int64(1);
            writer.Text(text);
            writer.SparseVector(terms);
            writer.HalfVector(vector);
        }

        return writer.Rows;
    }

    private static IReadOnlyList<(string, SparseTerms, float[])> Rows()
    {
        using var generator = new LocalEmbeddingGenerator();
        return [.. MicroTexts.Chunks(100).Select(text => (text, Bm25.Document(Tokenizer.Terms(text), Bm25Field.Chunk), generator.EmbedDocument(text)))];
    }
}
