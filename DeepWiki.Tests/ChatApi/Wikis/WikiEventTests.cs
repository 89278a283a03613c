using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.ChatApi.Wikis;

/// <summary>A watcher of a wiki sees its outline and then each change, with Redis and without.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class WikiEventTests(ChatStack stack)
{
    [Fact]
    public async Task A_watcher_sees_the_outline_and_then_the_page_that_is_written_anew()
    {
        await using var server = await stack.StartAsync();
        var id = await server.MakeWikiAsync(stack.LocalPath);
        var slug = (await server.GetAsync($"/api/wikis/{id}/tree")).Json().GetProperty("pages")[0].GetProperty("slug").GetString();
        await using var events = server.FollowEventsAsync($"/api/wikis/{id}/events").GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await events.MoveNextAsync());
        var snapshot = events.Current;

        Assert.Equal(202, (await server.PostJsonAsync($"/api/wikis/{id}/pages/{slug}/rewrite", "{}")).Status);
        var kinds = new List<string?>();
        while (kinds is not [.., "generation"] && await events.MoveNextAsync())
        {
            kinds.Add(events.Current.Type == "change" ? events.Current.Json.GetProperty("kind").GetString() : events.Current.Type);
        }

        Assert.Equal(("snapshot", slug), (snapshot.Type, snapshot.Json.GetProperty("pages")[0].GetProperty("slug").GetString()));
        Assert.Equal(["planned", "generation"], kinds.Where(kind => kind is "planned" or "generation"));
        Assert.NotNull(events.Current.Id);
    }

    [Fact]
    public async Task Who_comes_back_gets_what_was_missed()
    {
        await using var server = await stack.StartAsync();
        var folder = Path.Combine(stack.Folder, "local", "missed");
        ChatStack.FillSample(RepositoryBuilder.Create(folder)).Commit();
        var id = await server.MakeWikiAsync(folder);
        await using var events = server.FollowEventsAsync($"/api/wikis/{id}/events", lastEventId: "0-1")
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        var types = new List<string>();
        while (types.Count < 3 && await events.MoveNextAsync())
        {
            types.Add(events.Current.Type);
        }

        Assert.Equal("snapshot", types[0]);
        Assert.Contains("change", types);
    }

    [Fact]
    public async Task Without_redis_a_change_is_seen_in_the_tables()
    {
        await using var whole = await stack.StartAsync();
        var id = await whole.MakeWikiAsync(stack.LocalPath);
        await using var server = await stack.StartAsync(("ConnectionStrings:redis", "127.0.0.1:1,connectTimeout=100"));
        await using var events = server.FollowEventsAsync($"/api/wikis/{id}/events").GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await events.MoveNextAsync());

        var tree = await whole.GetAsync($"/api/wikis/{id}/tree");
        var slug = tree.Json().GetProperty("pages")[0].GetProperty("slug").GetString();
        Assert.Equal(202, (await whole.PostJsonAsync($"/api/wikis/{id}/pages/{slug}/rewrite", "{}")).Status);

        Assert.True(await events.MoveNextAsync());
        Assert.Equal(("change", "tree"), (events.Current.Type, events.Current.Json.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task The_list_tells_of_a_wiki_that_is_new_and_of_one_that_is_gone()
    {
        await using var server = await stack.StartAsync();
        await using var events = server.FollowEventsAsync("/api/wikis/events").GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("snapshot", events.Current.Type);

        ChatStack.FillSample(RepositoryBuilder.Create(Path.Combine(stack.Folder, "local", "listed"))).Commit();
        var id = await server.MakeWikiAsync(Path.Combine(stack.Folder, "local", "listed"));
        await NextAsync("change");
        Assert.Equal(204, (await server.DeleteAsync($"/api/wikis/{id}")).Status);
        await NextAsync("removed");

        async Task NextAsync(string type)
        {
            while (await events.MoveNextAsync())
            {
                if (events.Current.Type == type && events.Current.Json.GetProperty("id").GetString() == id)
                {
                    return;
                }
            }

            Assert.Fail("The stream ended.");
        }
    }

    [Fact]
    public async Task An_unknown_wiki_is_not_found()
    {
        await using var server = await stack.StartAsync();

        Assert.Equal(404, (await server.GetAsync("/api/wikis/wik_00000000000000000000000000000000/events")).Status);
    }
}
