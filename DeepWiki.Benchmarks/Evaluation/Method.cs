using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>A way of ranking that is measured.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Weights">Null for the plain baseline.</param>
internal sealed record Method(string Name, RetrievalWeights? Weights)
{
    public const string ProductName = "deepwiki";
    public const string BaselineName = "plain BM25";

    public static Method Product(RetrievalWeights weights) => new(ProductName, weights);

    public static Method Baseline { get; } = new(BaselineName, null);

    /// <summary>The product with one part of it left out, one after the other.</summary>
    public static IEnumerable<Method> Ablations(RetrievalWeights weights) =>
        [
            new("without best chunk", weights with { BestChunk = 0 }),
            new("without top three", weights with { TopThree = 0 }),
            new("without path", weights with { Path = 0 }),
            new("without symbols", weights with { Symbols = 0 }),
            new("without vectors", weights with { Vectors = 0 }),
            new("without names", weights with { Names = 0 }),
            new("without demotion", weights with { TestFactor = 1, DocumentFactor = 1, ExampleFactor = 1 }),
            new(
                "best chunk alone", new RetrievalWeights
                    { TopThree = 0, Path = 0, Symbols = 0, Vectors = 0, Names = 0, TestFactor = 1, DocumentFactor = 1, ExampleFactor = 1 }),
            new(
                "vectors alone", new RetrievalWeights
                    { BestChunk = 0, TopThree = 0, Path = 0, Symbols = 0, Names = 0, TestFactor = 1, DocumentFactor = 1, ExampleFactor = 1 }),
        ];
}
