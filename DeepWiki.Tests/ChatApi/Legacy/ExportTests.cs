using System.Text.Json;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DeepWiki.Tests.ChatApi.Legacy;

/// <summary>Exports, byte for byte.</summary>
[Trait("Category", "Integration")]
[Collection(LegacyCollection.Name)]
public sealed class ExportTests(LegacyStack stack)
{
    private const string Pages =
        """
        [{"id":"p1","title":"Überblick 😀","content":"# One\n\ntext","filePaths":["a.cs","b.cs"],"importance":"high","relatedPages":["p2","gone","p1"]},
        {"id":"p2","title":"Two","content":"","filePaths":[],"importance":"low","relatedPages":["gone"],"extra":1},
        {"id":"p2","title":"Again","content":"x\u0000y","filePaths":[],"importance":"low","relatedPages":[]}]
        """;

    [Fact]
    public async Task Markdown_is_exact()
    {
        await using var server = await StartAsync();

        var reply = await ExportAsync(server, "https://github.com/acme/runner/", "markdown");

        Assert.Equal(
            (200, "text/markdown; charset=utf-8", "attachment; filename=runner_wiki_20260131_120000.md"),
            (reply.Status, reply.Header("content-type"), reply.Header("content-disposition")));
        Assert.Equal(
            """
            # Wiki Documentation for https://github.com/acme/runner/

            Generated on: 2026-01-31 12:00:00

            ## Table of Contents

            - [Überblick 😀](#p1)
            - [Two](#p2)
            - [Again](#p2)

            <a id='p1'></a>

            ## Überblick 😀

            ### Related Pages

            Related topics: [Two](#p2), [Überblick 😀](#p1)

            # One

            text

            ---

            <a id='p2'></a>

            ## Two

            ### Related Pages



            ---

            <a id='p2'></a>

            ## Again

            xy

            ---


            """,
            reply.Body);
    }

    [Fact]
    public async Task Json_is_exact()
    {
        await using var server = await StartAsync();

        var reply = await ExportAsync(server, "https://github.com/acme/runner", "json");

        Assert.Equal(
            (200, "application/json", "attachment; filename=runner_wiki_20260131_120000.json"),
            (reply.Status, reply.Header("content-type"), reply.Header("content-disposition")));
        Assert.Equal(
            """
            {
              "metadata": {
                "repository": "https://github.com/acme/runner",
                "generated_at": "2026-01-31T12:00:00.123456",
                "page_count": 3
              },
              "pages": [
                {
                  "id": "p1",
                  "title": "Überblick 😀",
                  "content": "# One\n\ntext",
                  "filePaths": [
                    "a.cs",
                    "b.cs"
                  ],
                  "importance": "high",
                  "relatedPages": [
                    "p2",
                    "gone",
                    "p1"
                  ]
                },
                {
                  "id": "p2",
                  "title": "Two",
                  "content": "",
                  "filePaths": [],
                  "importance": "low",
                  "relatedPages": [
                    "gone"
                  ]
                },
                {
                  "id": "p2",
                  "title": "Again",
                  "content": "xy",
                  "filePaths": [],
                  "importance": "low",
                  "relatedPages": []
                }
              ]
            }
            """,
            reply.Body);
    }

    [Theory]
    [InlineData("runner", "runner")]
    [InlineData("", "")]
    [InlineData("https://x.example/a/na me\u00e9\"\r\n;.git", "na_me_____.git")]
    [InlineData("https://x.example/a/..", "..")]
    [InlineData("C:\\\\temp\\\\x", "C__temp_x")]
    public async Task A_file_name_holds_no_odd_character(string url, string name)
    {
        await using var server = await StartAsync();

        var reply = await server.PostJsonAsync("/export/wiki", $$"""{"repo_url":{{JsonSerializer.Serialize(url.Replace("\\\\", "\\"))}}"""
            + $$""","pages":[],"format":"markdown"}""");

        Assert.Equal($"attachment; filename={name}_wiki_20260131_120000.md", reply.Header("content-disposition"));
    }

    [Fact]
    public async Task A_password_in_the_address_is_left_out()
    {
        await using var server = await StartAsync();

        foreach (var format in (string[])["markdown", "json"])
        {
            Assert.DoesNotContain("hunter2", (await ExportAsync(server, "https://anne:hunter2@git.example/a/b", format)).Body);
        }
    }

    [Fact]
    public async Task A_page_is_linked_once_however_often_it_is_related()
    {
        await using var server = await StartAsync();
        var page = new
        {
            id = "a",
            title = new string('t', 10_000),
            content = "",
            filePaths = Array.Empty<string>(),
            importance = "low",
            relatedPages = Enumerable.Repeat("a", 10_000),
        };

        var reply = await server.PostJsonAsync("/export/wiki", JsonSerializer.Serialize(new { repo_url = "x", pages = new[] { page }, format = "markdown" }));

        Assert.Equal(200, reply.Status);
        Assert.Contains($"\nRelated topics: [{page.title}](#a)\n\n\n\n---", reply.Body);
        Assert.InRange(reply.Body.Length, 30_000, 31_000);
    }

    [Fact]
    public async Task Links_longer_than_any_body_are_refused_before_the_file_begins()
    {
        await using var server = await StartAsync();
        var pages = Enumerable.Range(0, 1000).Select(number => new
        {
            id = $"p{number}",
            title = number == 0 ? new string('t', 100_000) : "",
            content = "",
            filePaths = Array.Empty<string>(),
            importance = "low",
            relatedPages = new[] { "p0" },
        });

        var reply = await server.PostJsonAsync("/export/wiki", JsonSerializer.Serialize(new { repo_url = "x", pages, format = "markdown" }));

        Assert.Equal((413, """{"detail":"The request is larger than 67108864 bytes"}"""), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task An_address_that_can_be_none_is_refused()
    {
        await using var server = await StartAsync();

        var reply = await server.PostJsonAsync("/export/wiki", $$"""{"repo_url":"{{new string('x', 20_000)}}","pages":[],"format":"json"}""");

        Assert.Equal((422, """{"detail":[{"type":"value_error","loc":["body","repo_url"],"msg":"Value should have at most 16384 """
            + """bytes"}]}"""), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task Every_fault_is_described()
    {
        await using var server = await StartAsync();

        var reply = await server.PostJsonAsync("/export/wiki", """{"pages":{},"format":"pdf","type":"github"}""");

        Assert.Equal(
            (422, """{"detail":[{"type":"missing","loc":["body","repo_url"],"msg":"Field required"},{"type":"list_type","loc":["body","pages"],"msg":"Input """
                + """should be a valid list"},{"type":"literal_error","loc":["body","format"],"msg":"Input should be 'markdown' or 'json'"}]}"""),
            (reply.Status, reply.Body));
    }

    private static Task<RestReply> ExportAsync(ChatServer server, string url, string format) =>
        server.PostJsonAsync("/export/wiki", $$"""{"repo_url":"{{url}}","type":"github","pages":{{Pages}},"format":"{{format}}"}""");

    private Task<ChatServer> StartAsync()
    {
        var time = new StoppedClock(new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.Zero).AddTicks(1_234_567));
        return stack.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)));
    }
}
