using DeepWiki.Benchmarks.Measurements;

namespace DeepWiki.Tests.Benchmarks;

[Trait("Category", "Unit")]
public sealed class MeasurementsTests
{
    [Fact]
    public void Ratios_are_taken_inside_a_round()
    {
        Assert.Equal(2, Statistics.Ratio([2, 20, 30], [1, 10, 10]));
        Assert.Equal(2.5, Statistics.Median([4, 1, 2, 3]));
        Assert.Equal(3.97, Statistics.Quantile([1, 2, 3, 4], 0.99), 9);
    }

    [Theory]
    [InlineData(1.2, false, "aim")]
    [InlineData(3, false, "must")]
    [InlineData(5, false, "missed")]
    [InlineData(5, true, "aim")]
    [InlineData(1, true, "missed")]
    public void A_goal_says_what_it_reached(double value, bool isLeast, string verdict)
    {
        var (must, aim) = isLeast ? (1.5, 4.0) : (4.0, 1.5);

        Assert.Equal(verdict, new Goal("P0", "one ÷ other", value, must, aim) { IsLeast = isLeast }.Verdict);
    }

    [Fact]
    public void Processor_time_of_this_process_is_part_of_the_machines()
    {
        Assert.InRange(ProcessTree.OwnSeconds(), 0.01, ProcessTree.MachineSeconds());
    }
}
