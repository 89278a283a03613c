using System.Text;
using System.Text.Json;
using DeepWiki.Tests.Support.Chat;

namespace DeepWiki.Tests.ChatApi.Legacy;

/// <summary>Wikis that clients save: what comes back, who is meant, and what is refused.</summary>
[Trait("Category", "Integration")]
[Collection(LegacyCollection.Name)]
public sealed class WikiCacheTests(LegacyStack stack)
{
    private const string Saved = """{"message":"Wiki cache saved successfully"}""";

    /// <summary>Names that lead out of a folder, in whatever spelling, and such as are too long or none.</summary>
    public static TheoryData<string> BadNames => ["", ".", "..", "../x", "..%2fx", "a%2Fb", "a%5Cb", "%00", "a%00b", "a%0Ab", "%7f", new string('a', 101)];

    [Fact]
    public async Task What_is_saved_comes_back_to_the_letter()
    {
        await using var server = await stack.StartAsync();
        var wiki = new SavedPages { Owner = "letter", Content = "äöü 日本語 😀 \\u <b>&'</b>" };

        var save = await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson());
        var found = await server.GetAsync(wiki.Path + "&comprehensive=true");

        Assert.Equal((200, Saved, "application/json"), (save.Status, save.Body, save.Header("content-type")));
        Assert.Equal(
            (200, (wiki with { Content = "äöü 日本語 😀 \\\\u <b>&'</b>" }).ToAnswer(), "application/json"),
            (found.Status, found.Body, found.Header("content-type")));
    }

    [Fact]
    public async Task Nothing_is_found_as_null_with_200()
    {
        await using var server = await stack.StartAsync();

        var reply = await server.GetAsync(new SavedPages { Owner = "nobody" }.Path);

        Assert.Equal((200, "null", "application/json"), (reply.Status, reply.Body, reply.Header("content-type")));
    }

    [Fact]
    public async Task Text_is_cleaned_of_what_no_store_takes()
    {
        await using var server = await stack.StartAsync();
        var wiki = new SavedPages { Owner = "cleaned", Content = "CONTENT" };
        var body = wiki.ToJson().Replace("\"CONTENT\"", "\"a\\u0000b\\ud800c\\udfff \\ud83d\\ude00\\u00e9\\n\\u0001\\\"\\/\"");

        await server.PostJsonAsync("/api/wiki_cache", body);

        Assert.Equal((wiki with { Content = "ab\ufffdc\ufffd 😀é\\n\\u0001\\\"/" }).ToAnswer(), (await server.GetAsync(wiki.Path)).Body);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_replaced()
    {
        await using var server = await stack.StartAsync();
        var wiki = new SavedPages { Owner = "bytes", Content = "CONTENT" };
        var bytes = Encoding.Latin1.GetBytes(wiki.ToJson().Replace("CONTENT", "a\u00ffb"));
        var content = new ByteArrayContent(bytes) { Headers = { { "Content-Type", "application/json" } } };

        Assert.Equal(200, (await server.SendAsync("POST", "/api/wiki_cache", content)).Status);
        Assert.Equal((wiki with { Content = "a\ufffdb" }).ToAnswer(), (await server.GetAsync(wiki.Path)).Body);
    }

    [Theory]
    [InlineData("ko", "kr")]
    [InlineData("kr", "ko")]
    [InlineData("klingon", "en")]
    [InlineData("EN", "en")]
    public async Task A_language_means_the_code_it_is_kept_under(string saved, string asked)
    {
        await using var server = await stack.StartAsync();
        var wiki = new SavedPages { Owner = "language-" + saved, Language = saved };

        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson());

        Assert.Equal(wiki.ToAnswer(), (await server.GetAsync((wiki with { Language = asked }).Path)).Body);
    }

    [Fact]
    public async Task The_newest_save_wins_and_is_listed_once()
    {
        await using var server = await stack.StartAsync();
        var wiki = new SavedPages { Owner = "newest_of", Repository = "a_b" };
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        await server.PostJsonAsync("/api/wiki_cache", (wiki with { Content = "first" }).ToJson());
        await server.PostJsonAsync("/api/wiki_cache", (wiki with { Owner = "newest_before" }).ToJson());
        await server.PostJsonAsync("/api/wiki_cache", (wiki with { Content = "second" }).ToJson());

        Assert.Equal((wiki with { Content = "second" }).ToAnswer(), (await server.GetAsync(wiki.Path)).Body);
        var list = JsonDocument.Parse((await server.GetAsync("/api/processed_projects")).Body).RootElement.EnumerateArray()
            .Where(entry => entry.GetProperty("repo").GetString() == "a_b").ToList();
        Assert.Equal(["newest_of", "newest_before"], list.Select(entry => entry.GetProperty("owner").GetString()));
        var submitted = list[0].GetProperty("submittedAt").GetInt64();
        Assert.InRange(submitted, before - 1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 1);
        Assert.Equal(
            $$"""{"id":"deepwiki_cache_github_newest_of_a_b_en.json","owner":"newest_of","repo":"a_b","name":"newest_of/a_b","repo_type":"github","submittedA"""
                + $$"""t":{{submitted}},"language":"en"}""",
            list[0].GetRawText());
    }

    [Fact]
    public async Task Equal_names_on_two_hosts_are_two_wikis()
    {
        await using var server = await stack.StartAsync();
        var first = new SavedPages { Owner = "hosts", Type = "gitlab", Url = "https://git.first.example/hosts/runner", Content = "first" };
        var second = first with { Url = "https://git.second.example/hosts/runner", Content = "second" };

        await server.PostJsonAsync("/api/wiki_cache", first.ToJson());
        await server.PostJsonAsync("/api/wiki_cache", second.ToJson());

        Assert.Equal(second.ToAnswer(), (await server.GetAsync(first.Path)).Body);
        Assert.Equal(first.ToAnswer(), (await server.GetAsync(first.Path + "&host=git.first.example")).Body);
        Assert.Equal("null", (await server.GetAsync(first.Path + "&host=git.third.example")).Body);
        Assert.Equal(200, (await server.DeleteAsync(first.Path + "&host=git.second.example")).Status);
        Assert.Equal(first.ToAnswer(), (await server.GetAsync(first.Path)).Body);
    }

    [Fact]
    public async Task Two_folders_of_one_name_are_two_wikis()
    {
        await using var server = await stack.StartAsync();
        var first = new SavedPages { Type = "local", Owner = "local", Url = null, Folder = "/srv/one/runner", Content = "first" };
        var second = first with { Folder = "/srv/two/runner", Content = "second" };

        await server.PostJsonAsync("/api/wiki_cache", first.ToJson());
        await server.PostJsonAsync("/api/wiki_cache", second.ToJson());

        Assert.Equal(second.ToAnswer(), (await server.GetAsync(first.Path)).Body);
        Assert.Equal(first.ToAnswer(), (await server.GetAsync(first.Path + "&host=" + Uri.EscapeDataString("/srv/one/runner"))).Body);
    }

    [Fact]
    public async Task Deleting_removes_every_wiki_of_the_names()
    {
        await using var server = await stack.StartAsync();
        var wiki = new SavedPages { Owner = "dele ted", Language = "kr" };
        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson());
        await server.PostJsonAsync("/api/wiki_cache", (wiki with { Url = "https://github.example/dele/ted" }).ToJson());

        var content = new ByteArrayContent([]);
        var reply = await server.SendAsync("DELETE", (wiki with { Language = "ko" }).Path.Replace("%20", "+", StringComparison.Ordinal), content);

        Assert.Equal((200, """{"message":"Wiki cache for dele ted/runner (kr) deleted successfully"}"""), (reply.Status, reply.Body));
        Assert.Equal("null", (await server.GetAsync(wiki.Path)).Body);
        Assert.Equal((404, """{"detail":"Wiki cache not found"}"""), await server.DeleteAsync(wiki.Path) is var gone ? (gone.Status, gone.Body) : default);
    }

    [Fact]
    public async Task Deleting_is_judged_by_language_then_code_then_whether_there_is_one()
    {
        await using var server = await stack.StartAsync(("DEEPWIKI_AUTH_MODE", "true"), ("DEEPWIKI_AUTH_CODE", "right-code"));
        var wiki = new SavedPages { Owner = "guarded" };
        await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson());

        (string Path, int Status, string Body)[] steps =
        [
            ("/api/wiki_cache?owner=..", 422, """{"detail":[{"type":"value_error","loc":["query","owner"],"msg":"Value should have 1 to 100 characters, none """
                + """of them a slash, a backslash or a control character, and not be . or .."},{"type":"missing","loc":["query","repo"],"msg":"Field """
                + """required"},{"type":"missing","loc":["query","repo_type"],"msg":"Field required"},{"type":"missing","loc":["query","language"],"msg":"Fie"""
                + """ld required"}]}"""),
            ((wiki with { Language = "klingon" }).Path, 400, """{"detail":"Language is not supported"}"""),
            (wiki.Path, 401, """{"detail":"Authorization code is invalid"}"""),
            (wiki.Path + "&authorization_code=", 401, """{"detail":"Authorization code is invalid"}"""),
            (wiki.Path + "&authorization_code=right-cod", 401, """{"detail":"Authorization code is invalid"}"""),
            ((wiki with { Owner = "nobody" }).Path + "&authorization_code=wrong", 401, """{"detail":"Authorization code is invalid"}"""),
            ((wiki with { Owner = "nobody" }).Path + "&authorization_code=right-code", 404, """{"detail":"Wiki cache not found"}"""),
            (wiki.Path + "&authorization_code=right-code", 200, """{"message":"Wiki cache for guarded/runner (en) deleted successfully"}"""),
        ];

        foreach (var (path, status, body) in steps)
        {
            var reply = await server.DeleteAsync(path);
            Assert.Equal((status, body), (reply.Status, reply.Body));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("&authorization_code=")]
    [InlineData("&authorization_code=any")]
    public async Task Where_a_code_is_needed_and_none_is_set_nothing_is_deleted(string given)
    {
        await using var server = await stack.StartAsync(("DEEPWIKI_AUTH_MODE", "true"));

        Assert.Equal(401, (await server.DeleteAsync(new SavedPages().Path + given)).Status);
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task A_name_that_is_none_is_refused_everywhere(string name)
    {
        await using var server = await stack.StartAsync();
        var decoded = Uri.UnescapeDataString(name);

        foreach (var member in (string[])["owner", "repo", "repo_type"])
        {
            var query = string.Join('&', ((string[])["owner", "repo", "repo_type"]).Select(field => $"{field}={(field == member ? name : "x")}"));
            var get = await server.GetAsync($"/api/wiki_cache?{query}&language=en");
            var delete = await server.DeleteAsync($"/api/wiki_cache?{query}&language=en");
            var wiki = new SavedPages();
            wiki = member switch { "owner" => wiki with { Owner = decoded }, "repo" => wiki with { Repository = decoded }, _ => wiki with { Type = decoded } };
            var post = await server.PostJsonAsync("/api/wiki_cache", wiki.ToJson());

            Assert.Equal((422, 422, 422), (get.Status, delete.Status, post.Status));
            Assert.Contains($"\"loc\":[\"query\",\"{member}\"]", get.Body);
            Assert.Contains($"\"loc\":[\"body\",\"repo\",\"{member.Replace("repo_", "", StringComparison.Ordinal)}\"]", post.Body);
        }
    }

    [Fact]
    public async Task A_host_with_control_characters_is_refused()
    {
        await using var server = await stack.StartAsync();

        var reply = await server.GetAsync(new SavedPages().Path + "&host=a%00b");

        Assert.Equal((422, """{"detail":[{"type":"value_error","loc":["query","host"],"msg":"Value should have no control """
            + """characters"}]}"""), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task Every_fault_of_a_save_is_described_and_no_value()
    {
        await using var server = await stack.StartAsync();

        var reply = await server.PostJsonAsync(
            "/api/wiki_cache",
            """{"repo":{"owner":1,"repo":"r","token":["ghp_secret0123456789"]},"language":null,"wiki_structure":{"id":"w","title":"t","description":"d","page"""
                + """s":[{"id":"p"},7],"sections":[{"subsections":3}],"rootSections":"x"},"generated_pages":{"a/b":[]},"model":"m"}""");

        Assert.Equal(
            (422, """{"detail":[{"type":"string_type","loc":["body","repo","owner"],"msg":"Input should be a valid """
                + """string"},{"type":"missing","loc":["body","repo","type"],"msg":"Field required"},{"type":"string_type","loc":["body","repo","token"],"ms"""
                + """g":"Input should be a valid string"},{"type":"string_type","loc":["body","language"],"msg":"Input should be a valid """
                + """string"},{"type":"missing","loc":["body","wiki_structure","pages",0,"title"],"msg":"Field """
                + """required"},{"type":"missing","loc":["body","wiki_structure","pages",0,"content"],"msg":"Field """
                + """required"},{"type":"missing","loc":["body","wiki_structure","pages",0,"filePaths"],"msg":"Field """
                + """required"},{"type":"missing","loc":["body","wiki_structure","pages",0,"importance"],"msg":"Field """
                + """required"},{"type":"missing","loc":["body","wiki_structure","pages",0,"relatedPages"],"msg":"Field """
                + """required"},{"type":"model_attributes_type","loc":["body","wiki_structure","pages",1],"msg":"Input should be a valid dictionary or """
                + """object to extract fields from"},{"type":"missing","loc":["body","wiki_structure","sections",0,"id"],"msg":"Field """
                + """required"},{"type":"missing","loc":["body","wiki_structure","sections",0,"title"],"msg":"Field """
                + """required"},{"type":"missing","loc":["body","wiki_structure","sections",0,"pages"],"msg":"Field """
                + """required"},{"type":"list_type","loc":["body","wiki_structure","sections",0,"subsections"],"msg":"Input should be a valid """
                + """list"},{"type":"list_type","loc":["body","wiki_structure","rootSections"],"msg":"Input should be a valid """
                + """list"},{"type":"model_attributes_type","loc":["body","generated_pages","a/b"],"msg":"Input should be a valid dictionary or object to """
                + """extract fields from"},{"type":"missing","loc":["body","provider"],"msg":"Field required"}]}"""),
            (reply.Status, reply.Body));
    }
}
