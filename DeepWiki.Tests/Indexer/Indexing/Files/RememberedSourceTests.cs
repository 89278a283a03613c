using DeepWiki.Core.Git.Objects;
using DeepWiki.Indexer.Indexing.Files;

namespace DeepWiki.Tests.Indexer.Indexing.Files;

[Trait("Category", "Unit")]
public sealed class RememberedSourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(20_000, 1)]
    [InlineData(20_001, 3)]
    public async Task A_small_tree_is_listed_once_and_a_large_one_each_time(int entries, int listings)
    {
        var inner = new CountingSource(entries);
        var source = new RememberedSource(inner);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(entries, await source.ListAsync(Token).Select(entry => entry.Size).Distinct().CountAsync(Token));
        }

        Assert.Equal(listings, inner.Listings);
    }

    [Fact]
    public async Task A_listing_that_was_left_early_is_no_memory()
    {
        var source = new RememberedSource(new CountingSource(10));

        Assert.Equal(3, await source.ListAsync(Token).Take(3).CountAsync(Token));
        Assert.Equal(10, await source.ListAsync(Token).CountAsync(Token));
    }

    private sealed class CountingSource(int entries) : IFileSource
    {
        private static readonly ObjectId Id = ObjectId.FromBytes(new byte[20]);

        public int Listings { get; private set; }

        public ObjectId Commit => Id;

        public async IAsyncEnumerable<TreeEntry> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Listings++;
            for (var i = 0; i < entries; i++)
            {
                yield return new TreeEntry(new TreePath("a.txt"), EntryMode.File, Id, i);
            }

            await Task.CompletedTask;
        }

        public IAsyncEnumerable<FileContent> ReadAsync(IAsyncEnumerable<TreeEntry> requested, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<FileContent>();
    }
}
