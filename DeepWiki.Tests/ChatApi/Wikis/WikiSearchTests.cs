using DeepWiki.Tests.Support.Chat;

namespace DeepWiki.Tests.ChatApi.Wikis;

/// <summary>Pages, headings, declarations and files of a wiki are found by their words.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class WikiSearchTests(ChatStack stack)
{
    [Fact]
    public async Task Each_kind_is_found_by_its_words()
    {
        await using var server = await stack.StartAsync();
        var id = await server.MakeWikiAsync(stack.LocalPath);

        var all = await FindAsync(server, id, "q=jobrunner");
        var pages = await FindAsync(server, id, "q=failed+jobs&kinds=page");
        var file = Assert.Single(await FindAsync(server, id, "q=queue&kinds=file"));

        Assert.Contains(all, hit => hit is ("symbol", _, "src/JobRunner.cs", 4));
        Assert.Contains(all, hit => hit is ("file", "JobRunner.cs", "src/JobRunner.cs", null));
        Assert.All(pages, hit => Assert.Equal("page", hit.Kind));
        Assert.NotEmpty(pages);
        Assert.Equal(("file", "Queue.cs", "src/Queue.cs", (int?)null), file);
        Assert.Empty(await FindAsync(server, id, "q=xylophone"));
    }

    [Theory]
    [InlineData("", "/q")]
    [InlineData("q=%20", "/q")]
    [InlineData("q=a&kinds=person", "/kinds")]
    [InlineData("q=a&limit=0", "/limit")]
    public async Task A_wrong_search_is_refused(string query, string pointer)
    {
        await using var server = await stack.StartAsync();
        var id = await server.MakeWikiAsync(stack.LocalPath);

        var reply = await server.GetAsync($"/api/wikis/{id}/search?{query}");

        Assert.Equal(400, reply.Status);
        Assert.Equal(pointer, reply.Json().GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Equal(404, (await server.GetAsync("/api/wikis/wik_0/search?q=a")).Status);
    }

    private static async Task<IReadOnlyList<(string? Kind, string? Title, string? Path, int? Line)>> FindAsync(ChatServer server, string id, string query)
    {
        var reply = await server.GetAsync($"/api/wikis/{id}/search?{query}");
        Assert.True(reply.Status == 200, reply.Body);
        return
        [
            .. reply.Json().GetProperty("items").EnumerateArray().Select(hit => (
                hit.GetProperty("kind").GetString(), hit.GetProperty("title").GetString(), hit.GetProperty("path").GetString(),
                hit.GetProperty("line").ValueKind == System.Text.Json.JsonValueKind.Null ? (int?)null : hit.GetProperty("line").GetInt32())),
        ];
    }
}
