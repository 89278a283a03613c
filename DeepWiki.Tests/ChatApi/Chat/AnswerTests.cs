using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>The whole way, from a question to a cited answer, over every transport.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class AnswerTests(ChatStack stack)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unknown_local_repository_is_indexed_and_the_answer_streams_in_raw_pieces()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("It is tried ", "again [src/JobRunner.cs:4-6]()", ".");

        var conversation = await server.AskAsync(stack.Local().ToJson());

        Assert.Equal(1000, conversation.Code);
        Assert.Equal("", conversation.Reason);
        Assert.Matches(
            @"^It is tried again \[src/JobRunner\.cs:4-6\]\(/api/repositories/rep_[0-9a-f]{32}/source\?path=src%2FJobRunner\.cs&at=[0-9a-f]{40}&from=4&to=6\)\."
                + @"$",
            conversation.Text);
    }

    [Fact]
    public async Task An_unknown_remote_repository_is_fetched_and_indexed_and_citations_link_to_its_host()
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve("owner/fetched");
        server.Provider.Chat = ScriptedAnswer.Text("See [src/JobRunner.cs:4-6]().");

        var conversation = await server.AskAsync(question.ToJson());

        Assert.Equal(1000, conversation.Code);
        Assert.Matches($@"^See \[src/JobRunner\.cs:4-6\]\({question.RepositoryUrl}/blob/[0-9a-f]{{40}}/src/JobRunner\.cs#L4-L6\)\.$", conversation.Text);
    }

    [Fact]
    public async Task A_private_repository_is_read_with_the_callers_token_and_not_without()
    {
        await using var server = await stack.StartAsync();
        var question = stack.Serve("owner/private");
        stack.Git.Token = "ghp_the-right-one";
        try
        {
            var without = await server.AskAsync(question.ToJson());
            var wrong = await server.AskAsync((question with { Token = "ghp_wrong" }).ToJson());
            var right = await server.AskAsync((question with { Token = "ghp_the-right-one" }).ToJson());
            var after = await server.AskAsync(question.ToJson());

            Assert.Equal([1011, 1011, 1000, 1011], [without.Code, wrong.Code, right.Code, after.Code]);
            Assert.Equal("repository_access_denied", wrong.Reason);
            Assert.StartsWith("Error preparing retriever: Error during cloning: ", wrong.Text);
            Assert.DoesNotContain("ghp_wrong", wrong.Text);
        }
        finally
        {
            stack.Git.Token = null;
        }
    }

    [Fact]
    public async Task An_ordinary_client_gets_several_pieces_and_a_clean_close()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("Grüße ", "an 😀 ", "alle.") with { Pace = TimeSpan.FromMilliseconds(20) };
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/ws/chat" }.Uri, Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes(stack.Local().ToJson()), WebSocketMessageType.Text, endOfMessage: true, Token);
        var pieces = new List<string>();
        var buffer = new byte[64 * 1024];

        WebSocketReceiveResult result;
        while ((result = await socket.ReceiveAsync(buffer, Token)).MessageType != WebSocketMessageType.Close)
        {
            Assert.True(result.EndOfMessage);
            pieces.Add(Encoding.UTF8.GetString(buffer, 0, result.Count));
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Token);

        Assert.Equal("Grüße an 😀 alle.", string.Concat(pieces));
        Assert.True(pieces.Count > 1);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, result.CloseStatus);
        Assert.Null(socket.SubProtocol);
    }

    [Theory]
    [InlineData("/chat/completions/stream", "text/event-stream; charset=utf-8")]
    [InlineData("/api/chat/stream", "text/plain; charset=utf-8")]
    public async Task Both_http_routes_stream_the_same_raw_text(string path, string contentType)
    {
        await using var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("data: not ", "a frame\n");

        var (status, body, headers, type) = await server.PostAsync(path, stack.Local().ToJson());

        Assert.Equal((200, "data: not a frame\n", contentType), (status, body, type));
        Assert.Equal("no-cache, no-transform", headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal("no", Assert.Single(headers.GetValues("X-Accel-Buffering")));
        Assert.True(headers.TransferEncodingChunked);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../etc/passwd")]
    [InlineData(".git/config")]
    [InlineData("src/absent.cs")]
    public async Task A_file_outside_the_repository_is_not_read_and_the_answer_goes_on(string path)
    {
        await using var server = await stack.StartAsync();

        var conversation = await server.AskAsync((stack.Local() with { FilePath = path }).ToJson());

        Assert.Equal((1000, "Hello, world."), (conversation.Code, conversation.Text));
        Assert.All(server.Provider.Requests, request => Assert.DoesNotContain("root:", request.Body));
    }

    [Theory]
    [InlineData("{ \"filePath\": \"src/\\u0000Queue.cs\" }")]
    [InlineData("{ \"excluded_dirs\": \"a\\u0000b\" }")]
    [InlineData("{ \"excluded_files\": \"a%00b\" }")]
    [InlineData("{ \"messages\": [{ \"role\": \"user\", \"content\": \"What is \\u0000 the queue?\" }] }")]
    public async Task A_null_character_stops_no_answer(string members)
    {
        await using var server = await stack.StartAsync();
        var json = JsonNode.Parse(stack.Local().ToJson())!.AsObject(); // It was an object before it was text.
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
        {
            json[name] = value?.DeepClone();
        }

        var conversation = await server.AskAsync(json.ToJsonString());
        var old = await server.PostAsync("/chat/completions/stream", json.ToJsonString());
        var own = await server.PostAsync("/api/chat/stream", json.ToJsonString());

        Assert.Equal((1000, "Hello, world."), (conversation.Code, conversation.Text));
        Assert.Equal([(200, "Hello, world."), (200, "Hello, world.")], [(old.Status, old.Body), (own.Status, own.Body)]);
    }

    [Fact]
    public async Task A_file_in_focus_comes_first()
    {
        await using var server = await stack.StartAsync();

        await server.AskAsync((stack.Local("What is here?") with { FilePath = "src/Queue.cs" }).ToJson());

        Assert.Contains("path: src/Queue.cs", Assert.Single(server.Provider.Requests).Body);
    }
}
