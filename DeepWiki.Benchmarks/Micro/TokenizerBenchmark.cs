using BenchmarkDotNet.Attributes;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Benchmarks.Micro;

/// <summary>From 100 chunks of 1,000 characters to terms, and on to the stored half of BM25.</summary>
public class TokenizerBenchmark
{
    private readonly IReadOnlyList<string> texts = MicroTexts.Chunks(100);
    private readonly List<string> terms = [];

    [Benchmark]
    public int Tokenize()
    {
        var count = 0;
        foreach (var text in texts)
        {
            terms.Clear();
            Tokenizer.Tokenize(text, terms);
            count += terms.Count;
        }

        return count;
    }

    [Benchmark]
    public int TokenizeAndWeigh()
    {
        var slots = 0;
        foreach (var text in texts)
        {
            terms.Clear();
            Tokenizer.Tokenize(text, terms);
            slots += Bm25.Document(terms, Bm25Field.Chunk).Slots.Length;
        }

        return slots;
    }
}
