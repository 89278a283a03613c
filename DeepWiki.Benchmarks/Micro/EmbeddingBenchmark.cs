using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using DeepWiki.Core.Models.Embeddings;

namespace DeepWiki.Benchmarks.Micro;

/// <summary>Hash and local embedding of 100 chunks of 1,000 characters.</summary>
public class EmbeddingBenchmark
{
    private readonly IReadOnlyList<string> texts = MicroTexts.Chunks(100);
    private static readonly LocalEmbeddingGenerator Generator = new();

    [Benchmark]
    public int Hash() => texts.Sum(text => SHA256.HashData(Encoding.UTF8.GetBytes(text)).Length);

    [Benchmark]
    public int Embed() => texts.Sum(text => Generator.EmbedDocument(text).Length);
}
