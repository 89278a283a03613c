using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DeepWiki.Tests.Support.Chat;

namespace DeepWiki.Tests.ChatApi.Legacy.Wikis;

/// <summary>Wikis that the service makes, in the list and the cache of the original's client.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class MadeWikisTests(ChatStack stack)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wiki_of_the_service_is_listed_read_and_deleted_like_a_saved_one()
    {
        await using var server = await stack.StartAsync();
        var id = await MakeAsync(server);

        var list = await server.Http.GetFromJsonAsync<JsonArray>("/api/processed_projects", Token);
        var entry = Assert.Single(list!, item => (string?)item!["repo"] == "runner" && (string?)item["language"] == "es"); // A list is never null.
        Assert.Equal(("local", "local", "local/runner"), ((string?)entry!["owner"], (string?)entry["repo_type"], (string?)entry["name"])); // As above.

        const string key = "owner=local&repo=runner&repo_type=local&language=es";
        var wiki = await server.Http.GetFromJsonAsync<JsonObject>($"/api/wiki_cache?{key}", Token);
        var pages = wiki!["wiki_structure"]!["pages"]!.AsArray(); // It was just listed.
        Assert.NotEmpty(pages);
        Assert.Equal(pages.Count, wiki["generated_pages"]!.AsObject().Count);
        Assert.Equal(stack.LocalPath, (string?)wiki["repo"]!["localPath"]);
        Assert.Equal("local", (string?)wiki["provider"]);
        Assert.All(
            pages,
            page => Assert.StartsWith("<details>\n<summary>Relevant source files</summary>", (string?)page!["content"], StringComparison.Ordinal)
        );
        Assert.All(pages, page => Assert.Contains("](/api/repositories/", (string?)page!["content"], StringComparison.Ordinal));

        using var deleted = await server.Http.DeleteAsync($"/api/wiki_cache?{key}", Token);
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        using var gone = await server.Http.GetAsync($"/api/wikis/{id}", Token);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal("null", await server.Http.GetStringAsync($"/api/wiki_cache?{key}", Token));
    }

    private async Task<string> MakeAsync(ChatServer server)
    {
        using var started = await server.Http.PostAsJsonAsync(
            "/api/wikis",
            new
            {
                repository = new { url = stack.LocalPath },
                language = "es",
                detail = "concise",
                provider = "local",
            },
            Token
        );
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        var id = (string?)(await started.Content.ReadFromJsonAsync<JsonObject>(Token))!["wiki"]!["id"]; // Its shape is tested elsewhere.
        while ((string?)(await server.Http.GetFromJsonAsync<JsonObject>($"/api/wikis/{id}", Token))!["state"] is "queued" or "running")
        {
            await Task.Delay(100, Token);
        }

        return id!; // As above.
    }
}
