using BenchmarkDotNet.Attributes;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.Benchmarks.Micro;

/// <summary>Six full lists of a question to one ranking.</summary>
public class FusionBenchmark
{
    private const int Hits = 400;

    private static readonly RetrievalQuery Query = new("How does the lease registry refresh a stale session?");
    private static readonly RetrievalWeights Weights = new();

    private readonly SearchLists lists = Lists();

    [Benchmark]
    public int Rank() => Retriever.Rank(lists, Query, Weights).Count;

    private static SearchLists Lists()
    {
        var random = new Random(1);
        return new SearchLists(
            QueryTerms.From(new Dictionary<string, double>(StringComparer.Ordinal), new FieldStatistics(Empty, Empty, Empty)),
            Chunks(), Chunks(), Files(), Files(), [], HasCode: true);

        IReadOnlyList<ChunkHit> Chunks() => [.. Enumerable.Range(0, Hits).Select(i => new ChunkHit(i, i, PathOf(), Hits - i))];
        IReadOnlyList<FileHit> Files() => [.. Enumerable.Range(0, Hits).Select(i => new FileHit(PathOf(), Hits - i)).DistinctBy(hit => hit.Path)];
        string PathOf() => $"src/area{random.Next(40)}/Part{random.Next(1000)}.cs";
    }

    private static TermStatistics Empty => new(0, new Dictionary<int, int>());
}
