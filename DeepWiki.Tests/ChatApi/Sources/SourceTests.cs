using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.ChatApi.Sources;

/// <summary>The lines a citation points at can be opened by whoever may read the repository, and nothing else can.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed partial class SourceTests(ChatStack stack)
{
    private const string Right = "ghp_the-right-one";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_of_a_citation_leads_to_its_lines()
    {
        await using var server = await stack.StartAsync();
        var link = await CiteAsync(server, stack.Local(), "src/JobRunner.cs:4-6");

        var page = await GetPageAsync(server, link);

        string[] lines = ["public sealed class JobRunner", "{", "    public const int MaxAttempts = 3;"];
        Assert.Equal(lines, Lines(page));
        Assert.Equal(("src/JobRunner.cs", 4, 6), (Text(page, "path"), page.GetProperty("from").GetInt32(), page.GetProperty("to").GetInt32()));
        Assert.Equal(Sha256(lines), Text(page, "sha256"));
        Assert.Equal(link, Text(page, "url"));
        Assert.Contains("JobRunner", page.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("src/lf.cs", "class A\n{\n}\n\n\nclass B\n{\n}\n")]
    [InlineData("src/crlf.cs", "class A\r\n{\r\n}\r\n\r\nclass B\r\n{\r\n}")]
    [InlineData("src/mark.cs", "\uFEFFclass A\n{\n}\n")]
    [InlineData("notes.md", "# Grüße\n\n\n\n# 漢字 😀\n\nText\n")]
    [InlineData("blank.txt", "a\n   \nb\n")]
    public async Task A_whole_file_comes_back_as_it_was_and_is_proved_against_its_blob(string path, string text)
    {
        await using var server = await stack.StartAsync();
        var git = stack.Git.Serve("sources/whole-" + Path.GetFileNameWithoutExtension(path)).File(path, text);
        var commit = git.Commit();
        var id = await IdAsync(server, new ChatQuestion(stack.Git.UrlOf("sources/whole-" + Path.GetFileNameWithoutExtension(path))) { Type = "git" });

        var page = await GetPageAsync(server, $"{id}?path={path}");

        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n").TrimEnd('\n').Split('\n');
        Assert.Equal(lines, Lines(page));
        Assert.Equal((commit, git.Resolve($"main:{path}")), (Text(page, "commit"), Text(page, "blob")));
        Assert.Equal((Encoding.UTF8.GetByteCount(text), Sha256(lines)), (page.GetProperty("size").GetInt32(), Text(page, "sha256")));
        Assert.False(page.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task What_cannot_be_proved_has_no_hash()
    {
        await using var server = await stack.StartAsync();
        stack.Git.Serve("sources/latin").File("a.txt", [(byte)'a', 0xE9, (byte)'\n']).Commit();

        var page = await GetPageAsync(server, await IdAsync(server, new ChatQuestion(stack.Git.UrlOf("sources/latin")) { Type = "git" }) + "?path=a.txt");

        Assert.Equal(["aé"], Lines(page));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (page.GetProperty("sha256").ValueKind, page.GetProperty("size").ValueKind));
    }

    [Fact]
    public async Task A_call_gives_two_thousand_lines_and_says_that_there_are_more()
    {
        await using var server = await stack.StartAsync();
        stack.Git.Serve("sources/long").File("long.txt", string.Concat(Enumerable.Range(1, 2500).Select(line => $"line {line}\n"))).Commit();
        var id = await IdAsync(server, new ChatQuestion(stack.Git.UrlOf("sources/long")) { Type = "git" });

        var first = await GetPageAsync(server, id + "?path=long.txt");
        var rest = await GetPageAsync(server, id + "?path=long.txt&from=2001&to=9999");

        Assert.Equal((2500, 2000, true), (first.GetProperty("totalLines").GetInt32(), Lines(first).Count, first.GetProperty("truncated").GetBoolean()));
        Assert.Equal(("line 2001", "line 2500", false), (Lines(rest)[0], Lines(rest)[^1], rest.GetProperty("truncated").GetBoolean()));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../../../../../etc/passwd")]
    [InlineData("src/../../secret")]
    [InlineData("%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("..%5C..%5Cetc%5Cpasswd")]
    [InlineData("%5C%5Chost%5Cshare")]
    [InlineData("C:%5Cwindows")]
    [InlineData("./README.md")]
    [InlineData("src//JobRunner.cs")]
    [InlineData("README.md%00")]
    public async Task A_path_outside_of_the_repository_is_refused(string path)
    {
        await using var server = await stack.StartAsync();
        var id = await IdAsync(server, stack.Local());

        var (status, body) = await GetAsync(server, $"{id}?path={path}");

        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal((400, "invalid_request"), (status, Text(problem, "code")));
        Assert.Equal("The request is invalid: path must lie inside the repository, relative to its root.", Text(problem, "detail"));
        Assert.Equal("/path", Text(Assert.Single(problem.GetProperty("errors").EnumerateArray()), "pointer"));
    }

    [Theory]
    [InlineData("", "/path")]
    [InlineData("?path=", "/path")]
    [InlineData("?path=a&path=b", "/path")]
    [InlineData("?path=README.md&from=0", "/from")]
    [InlineData("?path=README.md&from=-1", "/from")]
    [InlineData("?path=README.md&from=99999999999", "/from")]
    [InlineData("?path=README.md&from=4", "/from")]
    [InlineData("?path=README.md&to=x", "/to")]
    [InlineData("?path=README.md&from=3&to=2", "/to")]
    [InlineData("?path=README.md&at=main", "/at")]
    public async Task Every_fault_is_named_with_its_field(string query, string pointer)
    {
        await using var server = await stack.StartAsync();
        var id = await IdAsync(server, stack.Local());

        var (status, body) = await GetAsync(server, id + query);

        Assert.Equal(400, status);
        Assert.Equal(pointer, Text(Assert.Single(JsonDocument.Parse(body).RootElement.GetProperty("errors").EnumerateArray()), "pointer"));
    }

    [Theory]
    [InlineData("?path=.git/config")]
    [InlineData("?path=HEAD")]
    [InlineData("?path=.env")]
    [InlineData("?path=%252e%252e/etc/passwd")]
    [InlineData("?path=%C0%AE%C0%AE/etc/passwd")]
    [InlineData("?path=src/absent.cs")]
    [InlineData("?path=SRC/jobrunner.cs")]
    [InlineData("?path=README.md&at=0123456789012345678901234567890123456789")]
    public async Task What_the_index_does_not_hold_is_not_found(string query)
    {
        await using var server = await stack.StartAsync();
        var id = await IdAsync(server, stack.Local());

        var (status, body) = await GetAsync(server, id + query);

        Assert.Equal((404, "not_found"), (status, Text(JsonDocument.Parse(body).RootElement, "code")));
        Assert.DoesNotContain("do-not-show", body);
    }

    [Fact]
    public async Task An_index_of_a_newer_commit_takes_the_place_of_the_old_one()
    {
        await using var server = await stack.StartAsync();
        var git = stack.Git.Serve("sources/moves").File("a.txt", "old\n");
        var old = git.Commit();
        var question = new ChatQuestion(stack.Git.UrlOf("sources/moves")) { Type = "git" };
        var id = await IdAsync(server, question);
        Assert.Equal(["old"], Lines(await GetPageAsync(server, $"{id}?path=a.txt&at={old}")));

        var now = git.File("a.txt", "new\n").Commit();
        await stack.Redis.ExecuteAsync("FLUSHDB");
        Assert.Equal(1000, (await server.AskAsync(question.ToJson())).Code);

        Assert.Equal(["new"], Lines(await GetPageAsync(server, $"{id}?path=a.txt&at={now}")));
        Assert.Equal(404, (await GetAsync(server, $"{id}?path=a.txt&at={old}")).Status);
    }

    [Fact]
    public async Task A_private_repository_is_there_only_for_those_whose_token_can_read_it()
    {
        await using var server = await stack.StartAsync();
        stack.Git.Serve("sources/private").File("a.txt", "between us\n").Commit();
        stack.Git.Token = Right;
        try
        {
            var id = await IdAsync(server, new ChatQuestion(stack.Git.UrlOf("sources/private")) { Type = "git", Token = Right });
            var query = "?path=a.txt";

            var without = await GetAsync(server, id + query);
            var wrong = await GetAsync(server, id + query, "ghp_wrong");
            var right = await GetAsync(server, id + query, Right);
            var after = await GetAsync(server, id + query);
            var never = await GetAsync(server, $"/api/repositories/rep_{new string('0', 32)}/source{query}");

            Assert.Equal([404, 404, 200, 404, 404], [without.Status, wrong.Status, right.Status, after.Status, never.Status]);
            Assert.Contains("between us", right.Body);
            Assert.All((string[])[without.Body, wrong.Body, after.Body], body => Assert.Equal(Anonymous(never.Body), Anonymous(body)));
        }
        finally
        {
            stack.Git.Token = null;
        }
    }

    [Fact]
    public async Task A_token_that_cannot_be_one_is_refused()
    {
        await using var server = await stack.StartAsync();

        var (status, body) = await GetAsync(server, await IdAsync(server, stack.Local()) + "?path=README.md", new string('x', 4097));

        Assert.Equal((400, "invalid_request"), (status, Text(JsonDocument.Parse(body).RootElement, "code")));
    }

    [Fact]
    public async Task Lines_that_are_known_are_not_sent_again()
    {
        await using var server = await stack.StartAsync();
        var address = await IdAsync(server, stack.Local()) + "?path=README.md";
        using var first = await server.Http.GetAsync(address, Token);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag?.ToString());

        using var second = await server.Http.SendAsync(again, Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
        Assert.False(first.Headers.ETag?.IsWeak);
        Assert.Equal("", await second.Content.ReadAsStringAsync(Token));
    }

    // Everything but what names this very request.
    private static string Anonymous(string problem) => Varying().Replace(problem, "");

    private static async Task<string> CiteAsync(ChatServer server, ChatQuestion question, string citation)
    {
        server.Provider.Enqueue(ScriptedAnswer.Text($"See [{citation}]()."));
        var conversation = await server.AskAsync(question.ToJson());
        Assert.Equal(1000, conversation.Code);
        return conversation.Text.Split("](")[1].TrimEnd('.', ')');
    }

    /// <summary>Address of the sources of a repository, which is indexed if it is not.</summary>
    private async Task<string> IdAsync(ChatServer server, ChatQuestion question)
    {
        var conversation = await server.AskAsync(question.ToJson());
        Assert.Equal(1000, conversation.Code);
        var path = question.Type == "local" ? question.RepositoryUrl : new Uri(question.RepositoryUrl).AbsolutePath.Trim('/');
        return $"/api/repositories/{await stack.Database.ScalarAsync<string>($"select public_id from repositories where path = '{path}'")}/source";
    }

    private static async Task<JsonElement> GetPageAsync(ChatServer server, string address)
    {
        var (status, body) = await GetAsync(server, address);
        Assert.True(status == 200, $"{status}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    private static async Task<(int Status, string Body)> GetAsync(ChatServer server, string address, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, address));
        if (token is not null)
        {
            request.Headers.Add("DeepWiki-Token", token);
        }

        using var response = await server.Http.SendAsync(request, Token);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    private static IReadOnlyList<string?> Lines(JsonElement page) => [.. page.GetProperty("lines").EnumerateArray().Select(line => line.GetString())];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Sha256(string[] lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    [GeneratedRegex("\"(?:instance|traceId)\":\"[^\"]*\",?", RegexOptions.NonBacktracking)]
    private static partial Regex Varying();
}
