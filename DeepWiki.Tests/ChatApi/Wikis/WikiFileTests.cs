using System.IO.Compression;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.ChatApi.Wikis;

/// <summary>Wikis are given as files and as texts, to those who may read their repositories.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class WikiFileTests(ChatStack stack)
{
    private const string Right = "ghp_the-right-one";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "text/markdown; charset=utf-8", "md")]
    [InlineData("?format=markdown", "text/markdown; charset=utf-8", "md")]
    [InlineData("?format=json", "application/json", "json")]
    [InlineData("?format=zip", "application/zip", "zip")]
    [InlineData("?format=html&generation=1", "application/zip", "html.zip")]
    public async Task A_wiki_is_a_file_in_each_format(string query, string type, string ending)
    {
        await using var server = await stack.StartAsync();
        var id = await server.MakeWikiAsync(stack.LocalPath);

        var reply = await server.GetAsync($"/api/wikis/{id}/export{query}");
        var again = await server.GetAsync($"/api/wikis/{id}/export{query}", ("If-None-Match", reply.Header("etag")!)); // It is sent with every file.

        Assert.Equal((200, type, 304), (reply.Status, reply.Header("content-type"), again.Status));
        Assert.Matches($"^attachment; filename=\"runner-wiki-[0-9a-f]{{8}}\\.{ending}\"$", reply.Header("content-disposition"));
    }

    [Fact]
    public async Task Files_of_a_local_repository_name_path_and_lines_and_no_address_of_this_server()
    {
        await using var server = await stack.StartAsync();
        var id = await server.MakeWikiAsync(stack.LocalPath);

        var bytes = await server.Http.GetByteArrayAsync($"/api/wikis/{id}/export?format=zip", Token);

        using var zip = new ZipArchive(new MemoryStream(bytes));
        var texts = zip.Entries.Where(entry => entry.Name != "wiki.json").Select(entry => new StreamReader(entry.Open()).ReadToEnd()).ToList();
        Assert.Contains(texts, text => text.Contains("`README.md:3-3`", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("/api/repositories", text));
        Assert.All(texts, text => Assert.DoesNotContain(stack.Folder, text));
    }

    [Theory]
    [InlineData("?format=pdf", 400, "invalid_request")]
    [InlineData("?generation=x", 400, "invalid_request")]
    [InlineData("?generation=99", 410, "gone")]
    public async Task A_file_that_cannot_be_is_refused(string query, int status, string code)
    {
        await using var server = await stack.StartAsync();
        var id = await server.MakeWikiAsync(stack.LocalPath);

        var reply = await server.GetAsync($"/api/wikis/{id}/export{query}");

        Assert.Equal((status, code), (reply.Status, reply.Code()));
    }

    [Fact]
    public async Task Texts_for_language_models_lead_from_the_list_to_each_page()
    {
        await using var server = await stack.StartAsync();
        await server.MakeWikiAsync(stack.LocalPath);
        var root = $"/w/local/{stack.LocalPath.TrimStart('/')}/-/";

        var list = await server.GetAsync("/llms.txt");
        var wiki = await server.GetAsync(root + "llms.txt");
        var full = await server.GetAsync(root + "llms-full.txt");
        var address = wiki.Body.Split("](")[1].Split(')')[0];
        var page = await server.GetAsync(address);

        Assert.Equal((200, "text/plain; charset=utf-8"), (list.Status, list.Header("content-type")));
        Assert.Contains($"](http://{server.Address.Authority}{root}llms.txt)", list.Body);
        Assert.StartsWith("# runner\n", wiki.Body, StringComparison.Ordinal);
        Assert.StartsWith($"http://{server.Address.Authority}{root}", address, StringComparison.Ordinal);
        Assert.Equal((200, "text/markdown; charset=utf-8"), (page.Status, page.Header("content-type")));
        Assert.Contains(page.Body.Split('\n')[0], full.Body);
        Assert.Equal(304, (await server.GetAsync(address, ("If-None-Match", page.Header("etag")!))).Status); // It is sent with every text.
    }

    [Fact]
    public async Task What_names_no_text_is_not_found()
    {
        await using var server = await stack.StartAsync();
        await server.MakeWikiAsync(stack.LocalPath);
        var root = $"/w/local/{stack.LocalPath.TrimStart('/')}/-/";

        Assert.Equal(404, (await server.GetAsync(root + "absent.md")).Status);
        Assert.Equal(404, (await server.GetAsync(root + "llms.html")).Status);
        Assert.Equal(404, (await server.GetAsync("/w/local/nowhere/-/llms.txt")).Status);
        Assert.Equal(404, (await server.GetAsync("/w/github.com/owner/absent/-/llms.txt")).Status);
    }

    [Fact]
    public async Task Of_a_private_repository_there_is_nothing_for_others()
    {
        await using var server = await stack.StartAsync();
        ChatStack.FillSample(RepositoryBuilder.Create(Path.Combine(stack.Git.Root, "files/private.git"))).Commit();
        stack.Git.Token = Right;
        try
        {
            var id = await server.MakeWikiAsync(stack.Git.UrlOf("files/private"), "github", Right);
            var text = $"/w/{stack.Git.Authority}/files/private/-/llms.txt";

            var file = await server.GetAsync($"/api/wikis/{id}/export");
            var hidden = await server.GetAsync(text);
            var never = await server.GetAsync($"/w/{stack.Git.Authority}/files/never/-/llms.txt");
            var seen = await server.GetAsync(text, ("DeepWiki-Token", Right));
            var list = await server.GetAsync("/llms.txt");

            Assert.Equal((404, 404, 404, 200), (file.Status, hidden.Status, never.Status, seen.Status));
            Assert.Equal(never.Json().GetProperty("detail").GetString(), hidden.Json().GetProperty("detail").GetString());
            Assert.Contains("/blob/", (await server.GetAsync($"/api/wikis/{id}/export", ("DeepWiki-Token", Right))).Body);
            Assert.DoesNotContain("files/private", list.Body);
        }
        finally
        {
            stack.Git.Token = null;
        }
    }
}
