using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.Tests.Core.Retrieval.Fusion;

[Trait("Category", "Unit")]
public sealed class RetrievalModeTests
{
    private static readonly RetrievalWeights Weights = new() { BestChunk = 1, TopThree = 2, Path = 3, Symbols = 4, Vectors = 5, Names = 6 };

    [Theory]
    [InlineData(RetrievalMode.Hybrid, new double[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(RetrievalMode.Text, new double[] { 1, 2, 3, 4, 0, 6 })]
    [InlineData(RetrievalMode.Vector, new double[] { 0, 0, 0, 0, 5, 0 })]
    [InlineData(RetrievalMode.Symbol, new double[] { 0, 0, 0, 4, 0, 6 })]
    public void A_mode_keeps_the_weights_of_its_lists(RetrievalMode mode, double[] weights)
    {
        var kept = Weights.For(mode);

        Assert.Equal(weights, Enum.GetValues<RankingSignal>().Select(kept.Get));
    }

    [Fact]
    public void Factors_are_those_of_every_mode()
    {
        var kept = (Weights with { TestFactor = 0.1, DocumentFactor = 0.2, ExampleFactor = 0.3 }).For(RetrievalMode.Vector);

        Assert.Equal((0.1, 0.2, 0.3), (kept.TestFactor, kept.DocumentFactor, kept.ExampleFactor));
    }
}
