using DeepWiki.Core.Data.Search;

namespace DeepWiki.Tests.Core.Data.Search;

[Trait("Category", "Unit")]
public sealed class FileScopeTests
{
    [Fact]
    public void A_blob_at_several_paths_is_searched_once_under_the_first_of_them()
    {
        var scope = new FileScope([("a", 7), ("b", 9), ("c", 7)]);

        Assert.Equal([7L, 9L], scope.BlobNumbers);
        Assert.Equal(["a", "b", "c"], scope.Paths);
        Assert.Equal(("a", "b", null), (scope.PathOf(7), scope.PathOf(9), scope.PathOf(8)));
    }
}
