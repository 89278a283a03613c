using DeepWiki.Core.Data.Generations;
using DeepWiki.Tests.Indexer.Indexing;

namespace DeepWiki.Tests.Indexer.Wikis;

/// <summary>Pages of a wiki as models and clients read them beside an index.</summary>
[Trait("Category", "Integration")]
public sealed class WikiTextTests(IndexingStack stack) : IClassFixture<IndexingStack>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_is_found_by_its_slug_with_the_text_that_readers_see()
    {
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill);
        var pages = await bench.PagesAsync(await bench.MakeAsync());
        var store = new WikiTextStore(stack.Database.DataSource);
        var index = await stack.ActiveAsync(bench.Repository.Id);

        var list = await store.ListAsync(index, Token);
        var page = await store.FindAsync(index, pages[0].Plan.Slug, Token);

        Assert.Equal(pages.Select(planned => planned.Plan.Slug), list.Select(listed => listed.Slug));
        Assert.Equal((await bench.VersionAsync(pages[0])).Content.Markdown, page?.Markdown);
        Assert.Null(await store.FindAsync(index, "no-such-page", Token));
    }
}
