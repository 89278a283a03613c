using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.Tests.Core.Retrieval.Fusion;

[Trait("Category", "Unit")]
public sealed class RankFusionTests
{
    private static readonly RetrievalWeights Weights = new() { BestChunk = 1, TopThree = 0.5, Path = 0.25, Symbols = 0, Vectors = 0, Names = 0.5 };

    [Fact]
    public void A_score_is_the_sum_of_weight_over_sixty_plus_rank()
    {
        var fused = RankFusion.Fuse(
            [List(RankingSignal.BestChunk, ("a", 9), ("b", 5)), List(RankingSignal.TopThree, ("b", 7), ("a", 6)), List(RankingSignal.Path, ("c", 1))], Weights);

        Assert.Equal(["a", "b", "c"], fused.Select(file => file.Path));
        Assert.Equal([(1.0 / 61) + (0.5 / 62), (1.0 / 62) + (0.5 / 61), 0.25 / 61], fused.Select(file => file.Score));
        Assert.Equal([new SignalRank(RankingSignal.BestChunk, 1, 9), new SignalRank(RankingSignal.TopThree, 2, 6)], fused[0].Places);
    }

    [Fact]
    public void Equal_scores_stand_in_the_order_of_their_paths_and_none_counts_that_is_not_above_zero()
    {
        var fused = RankFusion.Fuse([List(RankingSignal.BestChunk, ("b", 3), ("a", 3), ("B", 3), ("z", 0), ("y", -1))], Weights);

        Assert.Equal(["B", "a", "b"], fused.Select(file => file.Path));
    }

    [Fact]
    public void A_list_without_weight_and_all_behind_rank_100_have_no_say()
    {
        var many = Enumerable.Range(0, 150).Select(i => ($"f{i:D3}", 1000.0 - i)).ToArray();

        var fused = RankFusion.Fuse([List(RankingSignal.BestChunk, many), List(RankingSignal.Symbols, ("only here", 1))], Weights);

        Assert.Equal(100, fused.Count);
        Assert.Equal("f099", fused[^1].Path);
    }

    [Fact]
    public void Every_file_a_name_may_mean_counts_by_its_share_in_it()
    {
        var fused = RankFusion.Fuse([List(RankingSignal.Names, ("file.cs", 1), ("one.cs", 0.25), ("two.cs", 0.25))], Weights);

        Assert.Equal([0.5 / 61, 0.125 / 61, 0.125 / 61], fused.Select(file => file.Score));
    }

    [Fact]
    public void The_shares_of_the_lists_add_up_to_the_score()
    {
        var fused = RankFusion.Fuse(
            [List(RankingSignal.BestChunk, ("a", 9)), List(RankingSignal.Path, ("b", 2), ("a", 1)), List(RankingSignal.Names, ("a", 0.25))], Weights);

        var shares = RankFusion.Explain(fused[0], Weights);

        Assert.Equal(
            [
                new SignalContribution(new(RankingSignal.BestChunk, 1, 9), 1, 1.0 / 61),
                new SignalContribution(new(RankingSignal.Path, 2, 1), 0.25, 0.25 / 62),
                new SignalContribution(new(RankingSignal.Names, 1, 0.25), 0.5, 0.125 / 61),
            ],
            shares);
        Assert.Equal(fused[0].Score, shares.Sum(share => share.Contribution), 15);
    }

    private static CandidateList List(RankingSignal name, params (string Path, double Score)[] files) =>
        new(name, files.ToDictionary(file => file.Path, file => file.Score, StringComparer.Ordinal));
}
