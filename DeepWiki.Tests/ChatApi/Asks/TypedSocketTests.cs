using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Providers;
using static DeepWiki.Tests.Support.Chat.TypedClient;

namespace DeepWiki.Tests.ChatApi.Asks;

/// <summary>The typed protocol on a socket.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class TypedSocketTests(ChatStack stack)
{
    private const string Question = "What does the runner do with a failed job?";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_ask_is_accepted_and_answered_in_numbered_frames_to_its_end()
    {
        await using var server = await stack.StartAsync();
        await using var client = await ConnectAsync(server);

        await client.AskAsync("a", stack.LocalPath, Question);
        var frames = await client.ReadAnswerAsync("a");

        var numbered = Numbered(frames);
        Assert.Equal(Enumerable.Range(1, numbered.Count).Select(n => (long)n), numbered.Select(frame => NumberOf(frame)!.Value));
        Assert.Equal("accepted", TypeOf(numbered[0]));
        Assert.Equal("sources", TypeOf(numbered[1]));
        Assert.Equal(["usage", "done"], numbered.TakeLast(2).Select(TypeOf));
        var accepted = numbered[0];
        Assert.StartsWith("ask_", accepted.GetProperty("ask").GetString());
        Assert.StartsWith("cnv_", accepted.GetProperty("conversation").GetString());
        Assert.StartsWith("ek_", accepted.GetProperty("key").GetString());
        Assert.True(accepted.GetProperty("resumable").GetBoolean());
        var done = numbered[^1];
        Assert.Equal("complete", done.GetProperty("reason").GetString());
        Assert.Equal(TextOf(frames).Length, done.GetProperty("textLength").GetInt32());
        Assert.True(done.GetProperty("grounded").GetBoolean());
        Assert.Equal(accepted.GetProperty("message").GetString(), done.GetProperty("message").GetString());
        Assert.Equal(accepted.GetProperty("traceId").GetString(), done.GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task Text_is_that_of_the_plain_protocol_and_every_citation_is_proved_by_git()
    {
        await using var server = await stack.StartAsync();
        await using var client = await ConnectAsync(server);
        var plain = await server.AskAsync((stack.Local(Question) with { Provider = "local" }).ToJson());

        await client.AskAsync("a", stack.LocalPath, Question);
        var frames = await client.ReadAnswerAsync("a");

        var text = TextOf(frames);
        Assert.Equal(plain.Text, text);
        var citations = frames.Where(frame => TypeOf(frame) == "citation").ToList();
        Assert.NotEmpty(citations);
        Assert.Equal(citations.Count, frames[^1].GetProperty("citations").GetProperty("sent").GetInt32());
        foreach (var citation in citations)
        {
            var (path, commit) = (citation.GetProperty("path").GetString(), citation.GetProperty("commit").GetString());
            var lines = GitCommandLine.Run(stack.LocalPath, null, "show", $"{commit}:{path}").Split('\n');
            var (start, end) = (citation.GetProperty("startLine").GetInt32(), citation.GetProperty("endLine").GetInt32());
            var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines[(start - 1)..end])));
            Assert.Equal(Convert.ToHexStringLower(digest), citation.GetProperty("sha256").GetString());
            Assert.Equal(GitCommandLine.Run(stack.LocalPath, null, "rev-parse", $"{commit}:{path}").Trim(), citation.GetProperty("blob").GetString());
            var link = text.Substring(citation.GetProperty("at").GetInt32(), citation.GetProperty("length").GetInt32());
            Assert.EndsWith($"]({citation.GetProperty("url").GetString()})", link);
        }
    }

    [Fact]
    public async Task Cancelling_stops_the_model_and_keeps_the_text()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("It is ", "tried again") with { Hang = ScriptedHang.AfterDeltas };
        await using var client = await ConnectAsync(server);
        await client.AskAsync("a", stack.LocalPath, Question, "openai");
        var frames = await client.ReadUntilAsync("a", "delta");

        await client.SendAsync(new { type = "cancel", id = "a" });
        frames.AddRange(await client.ReadAnswerAsync("a"));
        await server.Provider.ClientGone.WaitAsync(Token);

        Assert.Equal("cancelled", frames[^1].GetProperty("reason").GetString());
        var conversation = (await server.GetAsync($"/api/conversations/{frames[0].GetProperty("conversation").GetString()}")).Json();
        Assert.Equal(TextOf(frames), conversation.GetProperty("messages")[1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Another_replica_cancels_for_the_same_caller_and_for_nobody_else()
    {
        await using var owner = await stack.StartAsync();
        await using var other = await stack.StartAsync();
        owner.Provider.Chat = ScriptedAnswer.Text("It is") with { Hang = ScriptedHang.AfterDeltas };
        await using var asking = await ConnectAsync(owner, "somebody-1");
        await using var stranger = await ConnectAsync(other, "somebody-2");
        await using var same = await ConnectAsync(other, "somebody-1");
        await asking.AskAsync("a", stack.LocalPath, Question, "openai");
        var ask = (await asking.ReadUntilAsync("a", "delta"))[0].GetProperty("ask").GetString();

        await stranger.SendAsync(new { type = "resume", id = "r", ask, after = 0 });
        await stranger.ReadUntilAsync("r", "delta");
        await stranger.SendAsync(new { type = "cancel", id = "r" });
        var refused = (await stranger.ReadUntilAsync("r", "error"))[^1];
        await same.SendAsync(new { type = "resume", id = "r", ask, after = 0 });
        await same.ReadUntilAsync("r", "delta");
        await same.SendAsync(new { type = "cancel", id = "r" });
        var ended = await same.ReadAnswerAsync("r");

        Assert.Equal("not_owner", refused.GetProperty("code").GetString());
        Assert.Null(NumberOf(refused));
        Assert.Equal("cancelled", ended[^1].GetProperty("reason").GetString());
        await owner.Provider.ClientGone.WaitAsync(Token);
    }

    [Fact]
    public async Task Closing_normally_cancels_and_a_lost_connection_lets_the_ask_go_on()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("It is ", "tried") with { Hang = ScriptedHang.AfterFirstDelta };
        await using var closing = await ConnectAsync(server);
        await using var lost = await ConnectAsync(server);
        await using var later = await ConnectAsync(server);
        await lost.AskAsync("a", stack.LocalPath, Question, "openai");
        var ask = (await lost.ReadUntilAsync("a", "delta"))[0].GetProperty("ask").GetString();
        await closing.AskAsync("a", stack.LocalPath, Question, "openai");
        await closing.ReadUntilAsync("a", "delta");

        lost.Abort();
        await closing.CloseAsync();
        await server.Provider.ClientsGoneAsync(1).WaitAsync(Token);
        server.Provider.Release();
        await later.SendAsync(new { type = "resume", id = "r", ask, after = 1 });
        var frames = await later.ReadAnswerAsync("r");

        Assert.Equal("complete", frames[^1].GetProperty("reason").GetString());
        Assert.Equal("It is tried", TextOf(frames));
    }

    [Fact]
    public async Task The_same_request_id_of_a_caller_is_one_call_to_the_provider()
    {
        await using var server = await stack.StartAsync();
        await using var replica = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("It is") with { Hang = ScriptedHang.AfterFirstDelta };
        const string Id = "0123456789abcdef";
        await using var first = await ConnectAsync(server, "the-same-caller");
        await using var second = await ConnectAsync(server, "the-same-caller");
        await using var third = await ConnectAsync(replica, "the-same-caller");
        await first.AskAsync("a", stack.LocalPath, Question, "openai", Id);
        var accepted = (await first.ReadUntilAsync("a", "delta"))[0];

        await second.AskAsync("b", stack.LocalPath, Question, "openai", Id);
        await third.AskAsync("c", stack.LocalPath, Question, "openai", Id);
        var joined = (await second.ReadUntilAsync("b", "delta"))[0];
        var elsewhere = (await third.ReadUntilAsync("c", "delta"))[0];
        server.Provider.Release();
        var ends = new[] { await first.ReadAnswerAsync("a"), await second.ReadAnswerAsync("b"), await third.ReadAnswerAsync("c") };

        Assert.All([joined, elsewhere], frame => Assert.Equal(accepted.GetProperty("ask").GetString(), frame.GetProperty("ask").GetString()));
        Assert.All([joined, elsewhere], frame => Assert.Equal(accepted.GetProperty("key").GetString(), frame.GetProperty("key").GetString()));
        Assert.True(joined.GetProperty("joined").GetBoolean());
        Assert.All(ends, frames => Assert.Equal("complete", frames[^1].GetProperty("reason").GetString()));
        Assert.Single(server.Provider.Requests, request => request.Body.Contains("\"messages\"", StringComparison.Ordinal));
        Assert.DoesNotContain(replica.Provider.Requests, request => request.Body.Contains("\"messages\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Eight_asks_share_a_socket_and_a_ninth_is_refused()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("It is") with { Hang = ScriptedHang.AfterFirstDelta };
        await using var client = await ConnectAsync(server);
        for (var i = 0; i < 8; i++)
        {
            await client.AskAsync($"a{i}", stack.LocalPath, $"{Question} {i}", "openai");
        }

        await server.Provider.HangingAsync(8, Token);
        await client.AskAsync("a8", stack.LocalPath, Question, "openai");
        await client.AskAsync("a1", stack.LocalPath, Question, "openai");
        await client.SendAsync(new { type = "ping" });
        var refused = new List<JsonElement>();
        var texts = await ReadAllAsync(client, 8, refused, server.Provider.Release);

        Assert.Equal(
            [("a8", "too_many_asks"), ("a1", "duplicate_id")], refused.Select(frame => (IdOf(frame), frame.GetProperty("code").GetString())));
        Assert.Equal(8, texts.Count);
        Assert.All(texts.Values, frames =>
        {
            Assert.Equal(Enumerable.Range(1, frames.Count).Select(n => (long)n), frames.Select(frame => NumberOf(frame)!.Value));
            Assert.Equal("complete", frames[^1].GetProperty("reason").GetString());
        });
    }

    [Theory]
    [InlineData("[]", "invalid_frame")]
    [InlineData("{\"type\":1}", "invalid_frame")]
    [InlineData("{\"type\":\"dance\"}", "unknown_frame")]
    [InlineData("{\"type\":\"ask\"}", "invalid_frame")]
    [InlineData("{\"type\":\"ask\",\"id\":\"a b\"}", "invalid_frame")]
    [InlineData("{\"type\":\"ask\",\"id\":\"a\"}", "invalid_request")]
    [InlineData("{\"type\":\"ask\",\"id\":\"a\",\"repository\":{},\"question\":\"?\"}", "invalid_request")]
    [InlineData("{\"type\":\"ask\",\"id\":\"a\",\"repository\":{\"url\":\"http://10.0.0.5/a/b\"},\"question\":\"?\"}", "host_not_allowed")]
    [InlineData("{\"type\":\"resume\",\"id\":\"a\",\"ask\":\"ask_none\"}", "unknown_ask")]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"a\",\"topic\":\"weather\"}", "invalid_frame")]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"a\",\"topic\":\"job\",\"target\":\"job_99999999\"}", "not_found")]
    public async Task A_frame_that_is_refused_says_why_and_the_socket_goes_on(string frame, string code)
    {
        await using var server = await stack.StartAsync();
        await using var client = await ConnectAsync(server);

        await client.SendTextAsync(frame);
        var refused = await client.ReadAsync();
        await client.SendAsync(new { type = "ping", t = "still here" });
        var pong = await client.ReadAsync();

        Assert.Equal(("error", code), (TypeOf(refused!.Value), refused.Value.GetProperty("code").GetString()));
        Assert.Null(NumberOf(refused.Value));
        Assert.Equal(("pong", "still here"), (TypeOf(pong!.Value), pong.Value.GetProperty("t").GetString()));
    }

    [Fact]
    public async Task Ten_refused_frames_close_the_socket()
    {
        await using var server = await stack.StartAsync();
        await using var client = await ConnectAsync(server);

        for (var i = 0; i < 10; i++)
        {
            await client.SendTextAsync("{}");
        }

        while (await client.ReadAsync() is not null)
        {
            // Each is told of.
        }

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.CloseStatus);
    }

    [Fact]
    public async Task A_conversation_is_gone_on_with_by_its_key_alone()
    {
        await using var server = await stack.StartAsync();
        await using var client = await ConnectAsync(server);
        server.Provider.Chat = ScriptedAnswer.Text("Three times.");
        await client.AskAsync("a", stack.LocalPath, "How often is a failed job tried?", "openai");
        var accepted = (await client.ReadAnswerAsync("a"))[0];
        var (conversation, key) = (accepted.GetProperty("conversation").GetString(), accepted.GetProperty("key").GetString());

        await client.AskAsync("b", stack.LocalPath, "Where is that said?", "openai", conversation: conversation, key: "ek_wrong");
        var refused = (await client.ReadAnswerAsync("b"))[^1];
        await client.AskAsync("c", stack.LocalPath, "Where is that said?", "openai", conversation: conversation, key: key);
        var answered = await client.ReadAnswerAsync("c");

        Assert.Equal("not_owner", refused.GetProperty("code").GetString());
        Assert.Equal(conversation, answered[0].GetProperty("conversation").GetString());
        Assert.Contains("Three times.", server.Provider.Requests[^1].Body);
        var messages = (await server.GetAsync($"/api/conversations/{conversation}")).Json().GetProperty("messages");
        Assert.Equal(["user", "assistant", "user", "assistant"], messages.EnumerateArray().Select(message => message.GetProperty("role").GetString()!));
    }

    [Fact]
    public async Task A_job_is_watched_to_its_end()
    {
        await using var server = await stack.StartAsync();
        var wiki = await server.MakeWikiAsync(stack.LocalPath);
        var job = (await server.GetAsync($"/api/wikis/{wiki}/job")).Json().GetProperty("id").GetString();
        await using var client = await ConnectAsync(server);

        await client.SendAsync(new { type = "subscribe", id = "j", topic = "job", target = job });
        var frames = await client.ReadUntilAsync("j", "unsubscribed");
        await client.SendAsync(new { type = "subscribe", id = "w", topic = "wiki", target = wiki });
        var subscribed = (await client.ReadUntilAsync("w", "subscribed"))[^1];
        await client.SendAsync(new { type = "unsubscribe", id = "w" });
        await client.ReadUntilAsync("w", "unsubscribed");

        Assert.Equal("subscribed", TypeOf(frames[0]));
        Assert.Equal(job, frames[0].GetProperty("snapshot").GetProperty("id").GetString());
        Assert.Equal("ended", frames[^2].GetProperty("kind").GetString());
        Assert.Equal(wiki, subscribed.GetProperty("snapshot").GetProperty("wiki").GetString());
    }

    [Fact]
    public async Task A_stop_says_goaway_and_closes_for_a_restart()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("It is") with { Hang = ScriptedHang.AfterDeltas };
        await using var client = await ConnectAsync(server);
        await client.AskAsync("a", stack.LocalPath, Question, "openai");
        await client.ReadUntilAsync("a", "delta");

        server.Program.Stop();
        var frames = new List<JsonElement>();
        while (await client.ReadAsync() is { } frame)
        {
            frames.Add(frame);
        }

        Assert.Equal("goaway", TypeOf(frames[0]));
        Assert.Equal(("error", "interrupted"), (TypeOf(frames[^1]), frames[^1].GetProperty("code").GetString()));
        Assert.Equal(1012, (int?)client.CloseStatus);
    }

    /// <summary>The numbered frames of all asks by their ids; what was refused apart, and an action once the server has read all that was sent.</summary>
    private static async Task<Dictionary<string, List<JsonElement>>> ReadAllAsync(
        TypedClient client, int count, List<JsonElement> refused, Action afterPong)
    {
        var frames = new Dictionary<string, List<JsonElement>>();
        for (var ended = 0; ended < count;)
        {
            var frame = await client.ReadAsync() ?? throw new InvalidOperationException("The server closed.");
            if (TypeOf(frame) == "pong")
            {
                afterPong();
            }

            if (TypeOf(frame) == "error" && NumberOf(frame) is null)
            {
                refused.Add(frame);
            }

            if (NumberOf(frame) is not null)
            {
                var id = IdOf(frame) ?? "";
                frames[id] = [.. frames.GetValueOrDefault(id, []), frame];
                ended += TypeOf(frame) is "done" or "error" ? 1 : 0;
            }
        }

        return frames;
    }
}
