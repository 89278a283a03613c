using DeepWiki.Core.Wikis.Generation;

namespace DeepWiki.Tests.Core.Wikis.Generation;

/// <summary>Names of pages in addresses.</summary>
[Trait("Category", "Unit")]
public sealed class SlugsTests
{
    [Theory]
    [InlineData("Getting Started", "getting-started")]
    [InlineData("  API & Routes (v2)! ", "api-routes-v2")]
    [InlineData("Don't panic", "dont-panic")]
    [InlineData("项目概述", "项目概述")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("???", "page")]
    public void A_title_becomes_a_slug(string title, string slug) => Assert.Equal(slug, Slugs.From(title));

    [Fact]
    public void A_slug_that_is_taken_gets_the_lowest_free_number()
    {
        var taken = new HashSet<string>(["retry", "retry-2"], StringComparer.Ordinal);

        Assert.Equal(("retry-3", "retry-4"), (Slugs.Unique("retry", taken), Slugs.Unique("retry", taken)));
    }
}
