using System.Text.Json;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Stores;

namespace DeepWiki.Tests.ChatApi.Legacy;

/// <summary>Large wikis, many at once, and a database that fails.</summary>
[Trait("Category", "Integration")]
public sealed class WikiLoadTests(StoresFixture stores) : IAsyncLifetime
{
    private const int Mebibyte = 1 << 20;

    private readonly LegacyStack stack = new(stores);

    public ValueTask InitializeAsync() => stack.InitializeAsync();

    public ValueTask DisposeAsync() => stack.DisposeAsync();

    [Fact]
    public async Task A_wiki_of_sixty_mebibytes_is_kept_and_one_over_the_limit_refused()
    {
        await using var server = await stack.StartAsync();

        // The page stands in the structure and among the pages.
        var large = new SavedPages { Owner = "large", Content = new string('x', 30 * Mebibyte) };
        var save = await server.PostJsonAsync("/api/wiki_cache", large.ToJson());
        var tooLarge = await server.PostJsonAsync(
            "/api/wiki_cache", (large with { Content = new string('x', 32 * Mebibyte) }).ToJson(), ("Expect", "100-continue"));

        Assert.Equal((200, 413), (save.Status, tooLarge.Status));
        Assert.Equal(large.ToAnswer(), (await server.GetAsync(large.Path)).Body);
    }

    [Fact]
    public async Task A_wiki_that_does_not_fit_beside_the_others_is_refused_and_what_was_held_given_back()
    {
        await using var server = await stack.StartAsync(("Bodies:MaxBufferedBytes", "200000"));
        var (large, small) = (
            new SavedPages { Owner = "room", Content = new string('x', 30_000) }, new SavedPages { Owner = "room", Content = new string('x', 10_000) });

        for (var round = 0; round < 5; round++)
        {
            Assert.Equal(
                (503, true),
                await server.PostJsonAsync("/api/wiki_cache", large.ToJson()) is var full ? (full.Status, full.Header("retry-after") is not null) : default);
            Assert.Equal(422, (await server.PostJsonAsync("/api/wiki_cache", $"[\"{small.Content}\"]")).Status);
            Assert.Equal(200, (await server.PostJsonAsync("/api/wiki_cache", small.ToJson())).Status);
            Assert.Equal(200, (await server.GetAsync(small.Path)).Status);
        }
    }

    [Fact]
    public async Task Of_many_saves_at_once_one_is_kept_whole()
    {
        await using var server = await stack.StartAsync();
        var wikis = Enumerable
            .Range(0, 30)
            .Select(number => new SavedPages { Owner = "crowd", Content = new string((char)('a' + (number % 26)), 50_000 + number) })
            .ToList();

        var replies = await Task.WhenAll(wikis.Select(wiki => server.PostJsonAsync("/api/wiki_cache", wiki.ToJson())));

        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        Assert.Contains((await server.GetAsync(wikis[0].Path)).Body, wikis.Select(wiki => wiki.ToAnswer()));
        Assert.Equal(1, JsonDocument.Parse((await server.GetAsync("/api/processed_projects")).Body).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task No_wikis_are_an_empty_list()
    {
        await using var server = await stack.StartAsync();

        Assert.Equal("[]", (await server.GetAsync("/api/processed_projects")).Body);
    }

    [Fact]
    public async Task A_database_that_fails_is_said_in_the_words_of_the_original()
    {
        await using var server = await stack.StartAsync();
        await stack.Database.ExecuteAsync("alter table saved_wikis rename to saved_wikis_away");
        var wiki = new SavedPages();

        var replies = new[]
        {
            await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson()), await server.GetAsync(wiki.Path), await server.DeleteAsync(wiki.Path),
            await server.GetAsync("/api/processed_projects"),
        };

        Assert.All(replies, reply => Assert.Equal(500, reply.Status));
        Assert.Equal("""{"detail":"Failed to save wiki cache"}""", replies[0].Body);
        Assert.Equal("""{"detail":"Failed to read wiki cache"}""", replies[1].Body);
        Assert.Matches("""^\{"detail":"Failed to delete wiki cache: an unexpected error \(trace [0-9a-f]{32}\)"\}$""", replies[2].Body);
        Assert.Equal("""{"detail":"Failed to list processed projects from server cache."}""", replies[3].Body);
    }
}
