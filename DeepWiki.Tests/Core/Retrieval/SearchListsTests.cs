using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.Tests.Core.Retrieval;

[Trait("Category", "Unit")]
public sealed class SearchListsTests
{
    [Fact]
    public void A_file_is_as_good_as_its_best_chunk_and_as_its_three_best_together()
    {
        var lists = new SearchLists(
            new QueryTerms(null, null, null, [], new Dictionary<string, double>(StringComparer.Ordinal), 0),
            [Hit("a", 4), Hit("a", 2), Hit("a", 2), Hit("a", 1), Hit("b", 5)],
            [Hit("b", 0.3), Hit("a", 0.2), Hit("b", 0.1)],
            [new FileHit("a", 1)],
            [new FileHit("b", 3), new FileHit("b", 2)],
            [new FileHit("c", 1)],
            HasCode: true);

        var scored = lists.ToScored().ToDictionary(list => list.Name, list => list.Scores);

        Assert.Equal((4, 5), (scored[RankingSignal.BestChunk]["a"], scored[RankingSignal.BestChunk]["b"]));
        Assert.Equal((4 + 1 + 0.5, 5), (scored[RankingSignal.TopThree]["a"], scored[RankingSignal.TopThree]["b"]));
        Assert.Equal((0.2, 0.3), (scored[RankingSignal.Vectors]["a"], scored[RankingSignal.Vectors]["b"]));
        Assert.Equal(3, scored[RankingSignal.Symbols]["b"]);
        Assert.Equal(["c"], scored[RankingSignal.Names].Keys);
    }

    private static ChunkHit Hit(string path, double score) => new(0, 0, path, score);
}
