#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Store;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Store;

[Trait("Category", "Unit")]
public sealed class QuantileTests
{
    public static TheoryData<double, double[], double[], double?> Cases => new()
    {
        { 0.5, [10, 20], [10, 0, 0], 5 },
        { 0.5, [10, 20], [5, 5, 0], 10 },
        { 0.75, [10, 20], [5, 5, 0], 15 },
        { 0.95, [10, 20], [0, 0, 3], 20 },
        { 0.5, [-10, 20], [4, 0, 0], -10 },
        { 0.5, [10, 20], [0, 4, 0], 15 },
        { 0.5, [10, 20], [0, 0, 0], null },
        { 0.5, [], [4], null },
        { 0.5, [10], [double.PositiveInfinity, 1], null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_quantile_lies_on_a_line_through_its_bucket(double share, double[] bounds, double[] counts, double? expected)
    {
        Assert.Equal(expected, Quantile.Of(share, bounds, counts));
    }
}
#endif
