using DeepWiki.Core.Data.Vectors;

namespace DeepWiki.Tests.Core.Data.Vectors;

[Trait("Category", "Unit")]
public sealed class ApproximateScanTests
{
    [Fact]
    public void Its_numbers_are_literals_that_the_planner_can_compare_with_the_index()
    {
        var sql = ApproximateScan.Build(seriesId: 7, lastChunkId: 90, dimensions: 256, query: "$1");

        Assert.Contains("series_id = 7 and chunk_id <= 90", sql, StringComparison.Ordinal);
        Assert.Contains("embedding::halfvec(256) <#> $1::halfvec(256)", sql, StringComparison.Ordinal);
    }
}
