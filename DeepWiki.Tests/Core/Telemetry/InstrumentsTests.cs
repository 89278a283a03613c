using System.Diagnostics.Metrics;
using System.Reflection;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.Tests.Core.Telemetry;

[Trait("Category", "Unit")]
public sealed class InstrumentsTests
{
    private static readonly double[] ModelSeconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

    [Fact]
    public void Model_calls_fall_into_the_buckets_of_the_conventions()
    {
        Assert.Equal(ModelSeconds, Instruments.ModelDuration.Advice?.HistogramBucketBoundaries);
        Assert.Equal(ModelSeconds, Instruments.ModelFirstChunk.Advice?.HistogramBucketBoundaries);
        Assert.Equal(
            Enumerable.Range(0, 14).Select(power => 1L << (2 * power)),
            Instruments.TokenUsage.Advice?.HistogramBucketBoundaries);
    }

    [Fact]
    public void Every_duration_is_in_seconds_and_has_buckets_of_its_own_that_ascend()
    {
        var durations = All().OfType<Histogram<double>>().ToList();

        Assert.True(durations.Count >= 8);
        Assert.All(durations, histogram =>
        {
            var boundaries = histogram.Advice?.HistogramBucketBoundaries;
            Assert.Equal("s", histogram.Unit);
            Assert.NotNull(boundaries);
            Assert.Equal(boundaries.Distinct().Order(), boundaries);
        });
    }

    [Fact]
    public void Every_instrument_says_what_it_measures()
    {
        Assert.All(All(), instrument => Assert.EndsWith(".", instrument.Description, StringComparison.Ordinal));
    }

    private static IEnumerable<Instrument> All() => typeof(Instruments).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Select(property => property.GetValue(null)).OfType<Instrument>();
}
