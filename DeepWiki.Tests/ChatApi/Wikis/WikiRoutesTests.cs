using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.ChatApi.Wikis;

/// <summary>Wikis as resources: made, read at any generation, compared, and refused with reasons.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class WikiRoutesTests(ChatStack stack)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wiki_is_made_read_refreshed_and_compared()
    {
        await using var server = await stack.StartAsync();
        var folder = Path.Combine(stack.Folder, "local", $"wiki-{Guid.NewGuid():N}");
        var git = ChatStack.FillSample(RepositoryBuilder.Create(folder));
        git.Commit();
        var first = await PostAsync(server, "/api/wikis", new { repository = new { url = folder }, provider = "local" }, HttpStatusCode.Accepted);
        var id = (string?)first["wiki"]!["id"]; // Accepted answers have a wiki.
        var made = await WaitAsync(server, id);
        Assert.Equal(("ready", 1, "auto"), ((string?)made["state"], (int?)made["generation"], (string?)made["policy"]));
        Assert.Equal((0, 0), ((int?)made["behind"]!["commits"], (int?)made["behind"]!["changedFiles"])); // It was just indexed.

        var again = await PostAsync(server, "/api/wikis", new { repository = new { url = folder }, provider = "local" }, HttpStatusCode.OK);
        Assert.Null(again["job"]);

        var tree = await GetAsync(server, $"/api/wikis/{id}/tree");
        var slug = (string?)tree["pages"]![0]!["slug"];
        using var page = await server.Http.GetAsync($"/api/wikis/{id}/pages/{slug}", Token);
        var view = JsonNode.Parse(await page.Content.ReadAsStringAsync(Token));
        var (markdown, citation) = ((string?)view!["markdown"], view["citations"]![0]); // The sample's README is cited.
        Assert.StartsWith("[", markdown!.Substring((int)citation!["at"]!, (int)citation["length"]!), StringComparison.Ordinal); // As above.
        using var known = new HttpRequestMessage(HttpMethod.Get, $"/api/wikis/{id}/pages/{slug}");
        known.Headers.IfNoneMatch.Add(page.Headers.ETag!); // A page has one.
        using var unchanged = await server.Http.SendAsync(known, Token);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(markdown, await server.Http.GetStringAsync($"/api/wikis/{id}/pages/{slug}.md", Token));

        git.File("README.md", "# Runner\n\nRuns jobs. A failed job is tried again by the runner up to nine times.\n").Commit();
        await PostAsync(server, $"/api/wikis/{id}/refresh", new { }, HttpStatusCode.Accepted);
        await WaitAsync(server, id);
        var changes = await GetAsync(server, $"/api/wikis/{id}/changes?from=1&to=2");
        Assert.Contains(changes["changed"]!.AsArray(), changed => (string?)changed!["slug"] == slug);
        Assert.Equal(1, (int?)changes["exitCode"]);
        Assert.Contains("nine times", (string?)(await GetAsync(server, $"/api/wikis/{id}/pages/{slug}"))["markdown"], StringComparison.Ordinal);
        Assert.Equal(markdown[..80], ((string?)(await GetAsync(server, $"/api/wikis/{id}/pages/{slug}?generation=1"))["markdown"])?[..80]);
        Assert.Equal(2, (await GetAsync(server, $"/api/wikis/{id}/pages/{slug}/history"))["items"]!.AsArray().Count);

        using var deleted = await server.Http.DeleteAsync($"/api/wikis/{id}", Token);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Theory]
    [InlineData("""{}""", "/")]
    [InlineData("""{"repository":{"url":""}}""", "/repository/url")]
    [InlineData("""{"repository":{"url":"https://example.org/a/b","type":"svn"}}""", "/repository/type")]
    [InlineData("""{"repository":{"url":"https://example.org/a/b","ref":"-x"}}""", "/repository/ref")]
    [InlineData("""{"repository":{"url":"https://example.org/a/b"},"language":"xx"}""", "/language")]
    [InlineData("""{"repository":{"url":"https://example.org/a/b"},"detail":"huge"}""", "/detail")]
    [InlineData("""{"repository":{"url":"https://example.org/a/b"},"policy":"never"}""", "/policy")]
    [InlineData("""{"repository":{"url":"https://example.org/a/b"},"maxCost":-1}""", "/maxCost")]
    [InlineData("""{"repository":{"url":7}}""", "/repository/url")]
    [InlineData("""{"repository":{"url":"https://example.org/a/b"},"force":"yes"}""", "/force")]
    public async Task A_wrong_request_is_refused_with_the_place_of_its_fault(string body, string pointer)
    {
        await using var server = await stack.StartAsync();

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await server.Http.PostAsync("/api/wikis", content, Token);

        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_request", (string?)problem?["code"]);
        Assert.StartsWith(pointer.TrimEnd('/'), (string?)problem?["errors"]?[0]?["pointer"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/wikis/wik_none", HttpStatusCode.NotFound)]
    [InlineData("/api/wikis/wik_none/tree", HttpStatusCode.NotFound)]
    [InlineData("/api/wikis/wik_none/pages/x", HttpStatusCode.NotFound)]
    [InlineData("/api/wikis?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/wikis?cursor=%21", HttpStatusCode.BadRequest)]
    [InlineData("/api/wikis/wik_none/tree?generation=-1", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_or_not_right_is_a_problem(string path, HttpStatusCode status)
    {
        await using var server = await stack.StartAsync();

        using var response = await server.Http.GetAsync(path, Token);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<JsonNode> PostAsync(ChatServer server, string path, object body, HttpStatusCode status)
    {
        using var response = await server.Http.PostAsJsonAsync(path, body, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {text}");
        return JsonNode.Parse(text)!; // An answer is never null.
    }

    private static async Task<JsonNode> GetAsync(ChatServer server, string path) => JsonNode.Parse(await server.Http.GetStringAsync(path, Token))!; // As above.

    private static async Task<JsonNode> WaitAsync(ChatServer server, string? id)
    {
        while (true)
        {
            var wiki = await GetAsync(server, $"/api/wikis/{id}");
            if ((string?)wiki["state"] is not ("queued" or "running"))
            {
                return wiki;
            }

            await Task.Delay(100, Token);
        }
    }
}
