using System.Text;
using System.Text.Json;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>Requests that the server refuses before any work, on every transport, and that it answers the next client afterwards.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class BadRequestTests(ChatStack stack)
{
    private const string Hello = """[{"role":"user","content":"Hello?"}]""";
    private const string Retriever = "Error preparing retriever: ";

    /// <summary>Part 5 row 1.</summary>
    public static TheoryData<string> NotJson =>
        ["", " ", "{", "{\"a\":1", "{} {}", "{/* no */}", "{\"a\":1,}", "{\"a\":NaN}", "[", "'x'", "\ufeff", new string('[', 65) + new string(']', 65)];

    /// <summary>Address and the sentence that says which rule it breaks.</summary>
    public static TheoryData<string> BadAddresses =>
        [
            "", "owner/name", "/etc/passwd", "file:///etc/passwd", "ssh://git@github.com/a/b", "git@github.com:a/b.git", "http::http://github.com/a/b",
            "ext::sh -c id", "--upload-pack=id", "https://github.com/a/b\r\nX: y", "https://github.com/a/b\0", "https://user:secret@github.com/a/b",
            "https://github.com:0/a/b", "https://github.com:99999/a/b", "https://github.com/a", "https://github.com/a/../b", "https://github.com/a/%2e%2e/b",
            "https:\\\\github.com\\a\\b", "https://github.com/a/b?x=1", "https://github.com/-a/b", "https://github.com/" + new string('a', 2048) + "/b"
        ];

    /// <summary>Hosts inside, however they are spelled, and hosts that are not there at all.</summary>
    public static TheoryData<string> ForbiddenHosts =>
        ["127.0.0.1", "10.0.0.5", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "localhost", "no-such-host.invalid"];

    public static TheoryData<string> OddlySpelledHosts => ["2130706433", "0x7f000001", "017700000001", "127.1", "0", "①②⑦.0.0.1", "127。0。0。1"];

    [Theory]
    [MemberData(nameof(NotJson))]
    public async Task What_is_not_json_is_refused_with_1002(string message)
    {
        await using var server = await stack.StartAsync();

        var conversation = await server.AskAsync(message);
        var old = await server.PostAsync("/chat/completions/stream", message);
        var own = await server.PostAsync("/api/chat/stream", message);

        Assert.Equal((1002, "invalid_json"), (conversation.Code, conversation.Reason));
        Assert.StartsWith("Error: The request is not valid JSON", conversation.Text);
        Assert.Equal((422, 400), (old.Status, own.Status));
        Assert.Equal(
            "json_invalid", Assert.Single(JsonDocument.Parse(old.Body).RootElement.GetProperty("detail").EnumerateArray()).GetProperty("type").GetString());
        Assert.Equal("invalid_json", JsonDocument.Parse(own.Body).RootElement.GetProperty("code").GetString());
        Assert.Equal(1000, (await server.AskAsync(stack.Local().ToJson())).Code);
    }

    [Theory]
    [InlineData("[]", "The request must be a JSON object")]
    [InlineData("\"x\"", "The request must be a JSON object")]
    [InlineData("1", "The request must be a JSON object")]
    [InlineData("null", "The request must be a JSON object")]
    [InlineData("{}", "repo_url is required; messages is required")]
    [InlineData("""{"repo_url":null,"messages":null}""", "repo_url must be a string; messages must be a list of at most 1000 messages")]
    [InlineData("""{"repo_url":"https://github.com/a/b","messages":["x"]}""", "messages[0] must be an object")]
    [InlineData("""{"repo_url":"https://github.com/a/b","messages":[{"role":"god","content":null}]}""",
        "messages/0/content must be a string; messages[0].role must be user, assistant or system")]
    [InlineData("""{"repo_url":"https://github.com/a/b","messages":[{"role":"user","content":"\ud800"}]}""", "messages/0/content must be valid Unicode")]
    [InlineData("""{"repo_url":"u","token":"two words","type":"svn","language":"klingon","messages":[{"role":"user","content":"x"}]}""",
        "type must be github, gitlab, bitbucket, local or git; token must be printable, without spaces, and of at most 4,096 characters; language must be a "
            + "language tag such as en or pt-br")]
    public async Task A_request_of_the_wrong_shape_names_every_field_and_no_value(string message, string faults)
    {
        await using var server = await stack.StartAsync();

        await new ExpectedError("invalid_request", $"Error: The request is invalid: {faults}.", 1003, 422, 400)
            .IsShownEverywhereAsync(server, message, stack.Local());
    }

    [Fact]
    public async Task More_than_a_thousand_messages_are_refused()
    {
        await using var server = await stack.StartAsync();
        var turns = string.Join(',', Enumerable.Repeat("""{"role":"user","content":"x"}""", 1001));

        await new ExpectedError("invalid_request", "Error: The request is invalid: messages must be a list of at most 1000 messages.", 1003, 422, 400)
            .IsShownEverywhereAsync(server, $$"""{"repo_url":"https://github.com/a/b","messages":[{{turns}}]}""", stack.Local());
    }

    [Theory]
    [MemberData(nameof(BadAddresses))]
    public async Task An_address_that_breaks_a_rule_is_refused_and_never_repeated(string address)
    {
        await using var server = await stack.StartAsync();
        var message = Request(address);

        var conversation = await server.AskAsync(message);
        await new ExpectedError("repository_invalid", conversation.Text, 1003, 500, 400).IsShownEverywhereAsync(server, message, stack.Local());

        Assert.StartsWith(Retriever, conversation.Text);
        Assert.True(address.Length == 0 || !conversation.Text.Contains(address));
        Assert.DoesNotContain("secret", conversation.Text);
    }

    [Theory]
    [MemberData(nameof(ForbiddenHosts))]
    public async Task A_host_inside_or_nowhere_is_refused_with_one_text(string host)
    {
        await using var server = await stack.StartAsync();

        await new ExpectedError("host_not_allowed", $"{Retriever}Host '{host}' is not allowed", 1008, 500, 403)
            .IsShownEverywhereAsync(server, Request($"https://{host}/owner/name"), stack.Local());
    }

    [Theory]
    [MemberData(nameof(OddlySpelledHosts))]
    public async Task A_loopback_address_in_disguise_reaches_nobody(string host)
    {
        await using var server = await stack.StartAsync(("Repositories:AllowedHosts:0", "git.example.org"));

        var conversation = await server.AskAsync(Request($"http://{host}:{stack.Git.Port}/owner/name"));

        Assert.Contains(conversation.Reason, new[] { "host_not_allowed", "repository_invalid" });
        Assert.StartsWith(Retriever, conversation.Text);
    }

    [Theory]
    [InlineData("/etc")]
    [InlineData("/does/not/exist")]
    public async Task A_folder_outside_and_a_missing_one_look_the_same(string folder)
    {
        await using var server = await stack.StartAsync();

        await new ExpectedError("directory_not_found", Retriever + "Directory not found", 1011, 500, 404)
            .IsShownEverywhereAsync(server, (stack.Local() with { RepositoryUrl = folder }).ToJson(), stack.Local());
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused_whole_in_fragments_and_announced()
    {
        await using var server = await stack.StartAsync(("Chat:MaxMessageBytes", "2048"));
        var message = stack.Local(new string('x', 3000)).ToJson();

        await new ExpectedError("message_too_large", "Error: The request is larger than 2048 bytes", 1009, 413, 413)
            .IsShownEverywhereAsync(server, message, stack.Local());

        await using var fragments = await server.OpenAsync();
        await fragments.SendFrameAsync(RawFrame.Text, new byte[1500].Select(_ => (byte)' ').ToArray(), final: false);
        await fragments.SendFrameAsync(RawFrame.Continuation, new byte[1500].Select(_ => (byte)' ').ToArray(), final: false);
        Assert.Equal(1009, (await fragments.ReadToEndAsync()).Code);
        Assert.Equal(1000, (await server.AskAsync(stack.Local().ToJson())).Code);
    }

    [Fact]
    public async Task What_all_requests_may_hold_together_bounds_every_transport_and_is_given_back()
    {
        await using var server = await stack.StartAsync(("Chat:MaxBufferedBytes", "20000"));

        await new ExpectedError("busy", "Error: The server is busy. Try again in 5 seconds.", 1013, 503, 503)
            .IsShownEverywhereAsync(server, stack.Local(new string('x', 30_000)).ToJson(), stack.Local());

        foreach (var path in (string[])["/chat/completions/stream", "/api/chat/stream", "/chat/completions/stream"])
        {
            Assert.Equal(200, (await server.PostAsync(path, stack.Local(new string('x', 1200)).ToJson())).Status);
        }
    }

    [Fact]
    public async Task What_a_request_takes_when_it_is_read_counts_too()
    {
        await using var server = await stack.StartAsync(("Chat:MaxBufferedBytes", "30000"));
        var values = stack.Local().ToJson()[..^1] + ",\"unknown\":[" + string.Concat(Enumerable.Repeat("0,", 2000)) + "0]}";

        await new ExpectedError("busy", "Error: The server is busy. Try again in 5 seconds.", 1013, 503, 503).IsShownEverywhereAsync(
            server, values, stack.Local());

        Assert.Equal(1000, (await server.AskAsync(stack.Local(new string('x', 4000)).ToJson())).Code);
    }

    [Fact]
    public async Task A_full_server_still_says_first_what_is_wrong_with_a_request()
    {
        await using var server = await stack.StartAsync(("Chat:MaxAnswers", "1"));
        server.Provider.Enqueue(ScriptedAnswer.Text("So far") with { Hang = ScriptedHang.AfterDeltas });
        await using var running = await server.AskUntilFirstTextAsync(stack.Local().ToJson());

        var reasons = new List<string?>();
        foreach (var message in (string[])
            [
                Request("not an address"), (stack.Local() with { Provider = "acme" }).ToJson(), Request("https://10.0.0.5/owner/name"),
                (stack.Local() with { RepositoryUrl = "/does/not/exist" }).ToJson(), stack.Local().ToJson(),
            ])
        {
            reasons.Add((await server.AskAsync(message)).Reason);
        }

        Assert.Equal(["repository_invalid", "unknown_provider", "host_not_allowed", "directory_not_found", "busy"], reasons);
    }

    [Fact]
    public async Task A_request_in_many_fragments_with_pings_between_is_read()
    {
        await using var server = await stack.StartAsync();
        await using var socket = await server.OpenAsync();
        var bytes = Encoding.UTF8.GetBytes(stack.Local("Was macht der Läufer 😀?").ToJson());

        await socket.SendFrameAsync(RawFrame.Text, [], final: false);
        foreach (var one in bytes[..^1])
        {
            await socket.SendFrameAsync(RawFrame.Continuation, [one], final: false);
        }

        await socket.SendFrameAsync(RawFrame.Ping, "still there"u8.ToArray());
        await socket.SendFrameAsync(RawFrame.Continuation, bytes[^1..]);

        Assert.Equal("still there", (await socket.ReadFrameAsync())?.AsText);
        Assert.Equal(("Hello, world.", 1000), await socket.ReadToEndAsync() is var end ? (end.Text, end.Code ?? 0) : default);
    }

    [Fact]
    public async Task A_body_that_is_not_called_json_is_refused()
    {
        await using var server = await stack.StartAsync();
        using var content = new StringContent(stack.Local().ToJson(), Encoding.UTF8, "text/plain");

        using var old = await server.Http.PostAsync("/chat/completions/stream", content, TestContext.Current.CancellationToken);
        using var own = await server.Http.PostAsync("/api/chat/stream", content, TestContext.Current.CancellationToken);

        Assert.Equal((422, 400), ((int)old.StatusCode, (int)own.StatusCode));
    }

    private static string Request(string address) =>
        $$"""{"repo_url":{{JsonSerializer.Serialize(address)}},"type":"git","messages":{{Hello}}}""";
}
