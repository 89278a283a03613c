using DeepWiki.Benchmarks.Evaluation;

namespace DeepWiki.Tests.Benchmarks.Evaluation;

[Trait("Category", "Unit")]
public sealed class MetricsTests
{
    [Fact]
    public void Measures_are_those_computed_by_hand()
    {
        var metrics = RankMetrics.Calculate(["x", "a", "y", "z", "w", "b"], ["a", "b", "c"]);

        Assert.Equal(0, metrics.RecallAt1);
        Assert.Equal(1 / 3.0, metrics.RecallAt5, 9);
        Assert.Equal(2 / 3.0, metrics.RecallAt10, 9);
        Assert.Equal(0.5, metrics.ReciprocalRank);
        Assert.Equal(((1 / Math.Log2(3)) + (1 / Math.Log2(7))) / (1 + (1 / Math.Log2(3)) + 0.5), metrics.Gain, 9);
    }

    [Fact]
    public void Nothing_behind_rank_ten_counts_and_nothing_found_is_zero()
    {
        var ranked = Enumerable.Range(0, 20).Select(i => $"f{i}").ToList();

        Assert.Equal(default, RankMetrics.Calculate(ranked, ["f10"]));
        Assert.Equal(new RankMetrics(0, 0, 1, 0.1, 1 / Math.Log2(11)), RankMetrics.Calculate(ranked, ["f9"]));
        Assert.Equal(new RankMetrics(1, 1, 1, 1, 1), RankMetrics.Calculate(ranked, ["f0"]));
    }

    [Fact]
    public void A_difference_by_chance_is_no_difference()
    {
        Assert.Equal(1, PermutationTest.PValue([]));
        Assert.Equal(1, PermutationTest.PValue([0.5, -0.5]));
        Assert.Equal(0.5, PermutationTest.PValue([1, 1]), 0.02);
        Assert.InRange(PermutationTest.PValue([.. Enumerable.Repeat(1.0, 20)]), 0.00005, 0.0002);
    }

    [Fact]
    public void Text_of_a_floor_is_read_or_refused_with_an_example()
    {
        Assert.Equal(new Floor(QuestionSet.Change, 0.69, 0.52), Floor.Parse("change=0.69/0.52"));
        Assert.Contains("change=0.69/0.52", Assert.Throws<FormatException>(() => Floor.Parse("0.69")).Message);
    }
}
