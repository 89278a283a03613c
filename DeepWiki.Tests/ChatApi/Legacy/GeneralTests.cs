using System.Text;
using DeepWiki.Tests.Support.Chat;

namespace DeepWiki.Tests.ChatApi.Legacy;

/// <summary>Rules for every path: unknown ones, wrong methods, slashes too many, pages of other origins.</summary>
[Trait("Category", "Integration")]
[Collection(LegacyCollection.Name)]
public sealed class GeneralTests(LegacyStack stack)
{
    private const string Methods = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

    [Theory]
    [InlineData("GET", "/nothing/here")]
    [InlineData("POST", "/api/nothing")]
    [InlineData("GET", "/api/repositories/rep_1/nothing")]
    [InlineData("GET", "/ws/chat/")]
    [InlineData("GET", "/ws/other")]
    [InlineData("GET", "//evil.example/health/")]
    [InlineData("GET", "/health//")]
    [InlineData("GET", "/local_repo/structure/..%2f..%2fetc/passwd")]
    public async Task An_unknown_path_is_not_found(string method, string path)
    {
        await using var server = await stack.StartAsync();

        var reply = await server.SendAsync(method, server.Address + path[1..], null);

        Assert.Equal((404, """{"detail":"Not Found"}""", "application/json"), (reply.Status, reply.Body, reply.Header("content-type")));
    }

    [Theory]
    [InlineData("PUT", "/lang/config", "GET")]
    [InlineData("POST", "/", "GET")]
    [InlineData("GET", "/auth/validate", "POST")]
    [InlineData("PATCH", "/api/wiki_cache", "DELETE, GET, POST")]
    [InlineData("GET", "/chat/completions/stream", "POST")]
    [InlineData("GET", "/api/chat/stream", "POST")]
    [InlineData("POST", "/ws/chat", "GET")]
    [InlineData("POST", "/api/repositories/rep_1/source", "GET")]
    [InlineData("POST", "/health", "GET, HEAD")]
    [InlineData("OPTIONS", "/lang/config", "GET")]
    public async Task A_wrong_method_is_refused_with_those_allowed(string method, string path, string allowed)
    {
        await using var server = await stack.StartAsync();

        var reply = await server.SendAsync(method, path, null);

        Assert.Equal((405, """{"detail":"Method Not Allowed"}""", "application/json"), (reply.Status, reply.Body, reply.Header("content-type")));
        Assert.Equal(allowed, string.Join(", ", (reply.Header("allow") ?? "").Split(", ").Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("GET", "/lang/config/", "/lang/config")]
    [InlineData("GET", "/api/wiki_cache/?owner=%C3%A4%20b&x=1+2", "/api/wiki_cache?owner=%C3%A4%20b&x=1+2")]
    [InlineData("POST", "/auth/validate/", "/auth/validate")]
    [InlineData("POST", "/lang/config/", "/lang/config")]
    [InlineData("GET", "/api/repositories/rep%201/source/?path=a", "/api/repositories/rep%201/source?path=a")]
    public async Task A_slash_too_many_leads_to_the_path_without(string method, string path, string location)
    {
        await using var server = await stack.StartAsync();

        var reply = await server.SendAsync(method, path, null);

        Assert.Equal((307, location), (reply.Status, reply.Header("location")));
    }

    [Theory]
    [InlineData("http://localhost:3000")]
    [InlineData("https://wiki.example.org")]
    public async Task A_page_that_is_allowed_may_read_answers_and_send_cookies(string origin)
    {
        await using var server = await stack.StartAsync(("Security:AllowedOrigins:0", "https://wiki.example.org"), ("Security:AllowedOrigins:1", "*"));

        foreach (var path in (string[])["/lang/config", "/nothing"])
        {
            var reply = await server.GetAsync(path, ("Origin", origin));

            Assert.Equal(
                (origin, "true", "Origin"),
                (reply.Header("access-control-allow-origin"), reply.Header("access-control-allow-credentials"), reply.Header("vary")));
        }
    }

    [Fact]
    public async Task A_page_that_is_allowed_as_all_are_sends_no_cookies()
    {
        await using var server = await stack.StartAsync(("Security:AllowedOrigins:0", "*"));

        var reply = await server.GetAsync("/lang/config", ("Origin", "https://anywhere.example"), ("Cookie", "a=b"));

        Assert.Equal(("*", null), (reply.Header("access-control-allow-origin"), reply.Header("access-control-allow-credentials")));
    }

    [Fact]
    public async Task A_page_that_is_not_allowed_reads_nothing()
    {
        await using var server = await stack.StartAsync();

        foreach (var method in (string[])["GET", "OPTIONS"])
        {
            var reply = await server.SendAsync(
                method, "/lang/config", null, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "GET"));

            Assert.Equal((403, null), (reply.Status, reply.Header("access-control-allow-origin")));
        }
    }

    [Fact]
    public async Task What_no_page_asks_for_says_nothing_of_origins()
    {
        await using var server = await stack.StartAsync();

        Assert.DoesNotContain((await server.GetAsync("/lang/config")).Headers.Keys, name => name.StartsWith("access-control", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/wiki_cache")]
    [InlineData("/nothing")]
    public async Task A_preflight_is_answered_wherever_it_asks(string path)
    {
        await using var server = await stack.StartAsync();

        var reply = await server.SendAsync(
            "OPTIONS", path, null, ("Origin", "http://localhost:3000"), ("Access-Control-Request-Method", "DELETE"),
            ("Access-Control-Request-Headers", "content-type, x-own"));

        Assert.Equal((200, "OK"), (reply.Status, reply.Body));
        Assert.Equal(
            ("http://localhost:3000", "true", Methods, "600", "content-type, x-own", "Origin"),
            (reply.Header("access-control-allow-origin"), reply.Header("access-control-allow-credentials"), reply.Header("access-control-allow-methods"),
                reply.Header("access-control-max-age"), reply.Header("access-control-allow-headers"), reply.Header("vary")));
    }

    [Theory]
    [InlineData("", """{"detail":[{"type":"missing","loc":["body"],"msg":"Field required"}]}""")]
    [InlineData("{", """{"detail":[{"type":"json_invalid","loc":["body",1],"msg":"JSON decode error"}]}""")]
    [InlineData("{\n\"é\":1,\n}", """{"detail":[{"type":"json_invalid","loc":["body",9],"msg":"JSON decode error"}]}""")]
    [InlineData("{\"code\":\"x\",}", """{"detail":[{"type":"json_invalid","loc":["body",12],"msg":"JSON decode error"}]}""")]
    [InlineData("{/**/\"code\":\"x\"}", """{"detail":[{"type":"json_invalid","loc":["body",1],"msg":"JSON decode error"}]}""")]
    [InlineData("{} {}", """{"detail":[{"type":"json_invalid","loc":["body",3],"msg":"JSON decode error"}]}""")]
    [InlineData("{\"code\":NaN}", """{"detail":[{"type":"json_invalid","loc":["body",8],"msg":"JSON decode error"}]}""")]
    [InlineData("[]", """{"detail":[{"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields """
        + """from"}]}""")]
    [InlineData("null", """{"detail":[{"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields """
        + """from"}]}""")]
    [InlineData("{}", """{"detail":[{"type":"missing","loc":["body","code"],"msg":"Field required"}]}""")]
    [InlineData("""{"Code":"x"}""", """{"detail":[{"type":"missing","loc":["body","code"],"msg":"Field required"}]}""")]
    [InlineData("""{"code":1e999999}""", """{"detail":[{"type":"string_type","loc":["body","code"],"msg":"Input should be a valid string"}]}""")]
    [InlineData("""{"code":null}""", """{"detail":[{"type":"string_type","loc":["body","code"],"msg":"Input should be a valid string"}]}""")]
    [InlineData("""{"\ud800":1}""", """{"detail":[{"type":"missing","loc":["body","code"],"msg":"Field required"}]}""")]
    public async Task A_body_of_the_wrong_shape_is_described(string body, string expected)
    {
        await using var server = await stack.StartAsync();

        var reply = await server.PostJsonAsync("/auth/validate", body);

        Assert.Equal((422, expected, "application/json"), (reply.Status, reply.Body, reply.Header("content-type")));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task A_body_that_is_not_called_json_is_refused(string? type)
    {
        await using var server = await stack.StartAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"code":""}"""));
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        var reply = await server.SendAsync("POST", "/auth/validate", content);

        Assert.Equal(
            (422, """{"detail":[{"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields """
                + """from"}]}"""),
            (reply.Status, reply.Body));
    }

    [Fact]
    public async Task A_body_that_is_nested_too_deep_is_no_json()
    {
        await using var server = await stack.StartAsync();

        var reply = await server.PostJsonAsync("/auth/validate", new string('[', 100_000) + new string(']', 100_000));

        Assert.Equal((422, """{"detail":[{"type":"json_invalid","loc":["body",64],"msg":"JSON decode error"}]}"""), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task A_body_that_does_not_say_its_length_is_cut_off_at_the_limit()
    {
        await using var server = await stack.StartAsync();
        var endless = new StreamContent(new MemoryStream(new byte[2 << 20])) { Headers = { { "Content-Type", "application/json" } } };

        var reply = await server.SendAsync("POST", "/auth/validate", endless, ("Expect", "100-continue"), ("Transfer-Encoding", "chunked"));

        Assert.Equal((413, """{"detail":"The request is larger than 1048576 bytes"}"""), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task A_body_over_its_limit_is_refused()
    {
        await using var server = await stack.StartAsync();

        var reply = await server.PostJsonAsync("/auth/validate", $$"""{"code":"{{new string('x', 1 << 20)}}"}""");

        Assert.Equal((413, """{"detail":"The request is larger than 1048576 bytes"}"""), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task Our_own_routes_keep_their_problems()
    {
        await using var server = await stack.StartAsync();

        var reply = await server.GetAsync("/api/repositories/rep_1/source?path=..");

        Assert.Equal((400, "application/problem+json"), (reply.Status, reply.Header("content-type")));
    }
}
