using System.Security.Cryptography;
using System.Text;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.ChatApi.Sources;

/// <summary>The lines of a file come as JSON with the pages that cite them, as a page for people, and as bytes.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class SourceFormTests(ChatStack stack)
{
    private static readonly byte[] Png = [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_say_what_they_declare_and_who_cites_them()
    {
        await using var server = await stack.StartAsync();
        var (wiki, id) = await MakeAsync(server, "cited");

        var page = (await server.GetAsync($"/api/repositories/{id}/source?path=README.md")).Json();
        var code = (await server.GetAsync($"/api/wikis/{wiki}/source?path=src/JobRunner.cs")).Json();

        Assert.Contains(page.GetProperty("citedBy").EnumerateArray(), row => row.GetProperty("wiki").GetString() == wiki);
        Assert.Equal("csharp", code.GetProperty("language").GetString());
        var symbol = code.GetProperty("symbols").EnumerateArray().First(row => row.GetProperty("name").GetString()!.EndsWith("JobRunner")); // It has a name.
        Assert.Equal(("class", 4), (symbol.GetProperty("kind").GetString(), symbol.GetProperty("startLine").GetInt32()));
        Assert.True(symbol.GetProperty("endLine").GetInt32() >= 9);
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_marks_the_lines_and_loads_nothing()
    {
        await using var server = await stack.StartAsync();
        var (_, id) = await MakeAsync(server, "page");

        var reply = await server.GetAsync(
            $"/api/repositories/{id}/source?path=src/JobRunner.cs&from=4&to=6", ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));

        Assert.Equal((200, "text/html; charset=utf-8"), (reply.Status, reply.Header("content-type")));
        Assert.Contains("<tr id=\"L4\" class=\"asked\"><th scope=\"row\">4</th><td>public sealed class JobRunner</td></tr>", reply.Body);
        Assert.Contains("<tr id=\"L3\"><th", reply.Body);
        Assert.Contains("&lt;summary&gt;", reply.Body);
        Assert.DoesNotMatch("<script|<img|<link|style=|https?://", reply.Body);
        var style = reply.Body.Split("<style>")[1].Split("</style>")[0];
        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", reply.Header("content-security-policy"));
        Assert.StartsWith("default-src 'none';", reply.Header("content-security-policy"), StringComparison.Ordinal);
        Assert.Contains("Accept", reply.Header("vary"));
    }

    [Fact]
    public async Task Bytes_come_as_they_are_and_cannot_run()
    {
        await using var server = await stack.StartAsync();
        var (wiki, id) = await MakeAsync(server, "raw");

        using var text = await server.Http.GetAsync($"/api/repositories/{id}/raw?path=README.md", Token);
        using var image = await server.Http.GetAsync($"/api/wikis/{wiki}/raw?path=logo.png", Token);
        var drawing = await server.GetAsync($"/api/repositories/{id}/raw?path=logo.svg");

        Assert.Equal("# Runner\n\nRuns jobs. A failed job is tried again by the runner up to three times.\n", await text.Content.ReadAsStringAsync(Token));
        Assert.Equal("application/octet-stream", text.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment", text.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("image/png", image.Content.Headers.ContentType?.ToString());
        Assert.Equal(Png, await image.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("default-src 'none'; sandbox", drawing.Header("content-security-policy"));
        Assert.Equal(("application/octet-stream", "nosniff"), (drawing.Header("content-type"), drawing.Header("x-content-type-options")));
    }

    [Fact]
    public async Task A_binary_file_has_no_lines()
    {
        await using var server = await stack.StartAsync();
        var (_, id) = await MakeAsync(server, "binary");

        var reply = await server.GetAsync($"/api/repositories/{id}/source?path=logo.png");

        Assert.Equal((415, "binary_file"), (reply.Status, reply.Code()));
        Assert.Equal(404, (await server.GetAsync($"/api/repositories/{id}/raw?path=absent.md")).Status);
        Assert.Equal(404, (await server.GetAsync($"/api/repositories/{id}/raw?path=.env")).Status);
        Assert.Equal(400, (await server.GetAsync($"/api/repositories/{id}/raw?path=../x")).Status);
    }

    private async Task<(string Wiki, string Repository)> MakeAsync(ChatServer server, string name)
    {
        var folder = Path.Combine(stack.Folder, "local", "forms-" + name);
        ChatStack.FillSample(RepositoryBuilder.Create(folder)).File("logo.png", Png).File("logo.svg", "<svg onload='alert(1)'/>\n").Commit();
        var wiki = await server.MakeWikiAsync(folder);
        return (wiki, await stack.Database.ScalarAsync<string>($"select public_id from repositories where path = '{folder}'"));
    }
}
