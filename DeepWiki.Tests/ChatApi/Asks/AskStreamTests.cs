using System.Text.Json;
using System.Text.Json.Nodes;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.ChatApi.Asks;

/// <summary>Asks over HTTP: the same frames as on a socket.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class AskStreamTests(ChatStack stack)
{
    private static readonly (string Name, string Value) Events = ("Accept", "text/event-stream");
    private static readonly (string Name, string Value) Lines = ("Accept", "application/x-ndjson");

    private string Body => BodyFor("local");

    [Fact]
    public async Task Frames_come_as_events_and_as_lines_and_say_what_raw_text_says()
    {
        await using var server = await stack.StartAsync();
        var raw = await server.PostAsync("/api/chat/stream", (stack.Local() with { Provider = "local" }).ToJson());

        var events = await server.PostJsonAsync("/api/asks", Body, Events);
        var lines = await server.PostJsonAsync("/api/asks", Body, Lines);
        var plainRoute = await server.PostJsonAsync("/api/chat/stream", (stack.Local() with { Provider = "local" }).ToJson(), Lines);
        var oldRoute = await server.PostJsonAsync(
            "/chat/completions/stream", (stack.Local() with { Provider = "local" }).ToJson(), ("DeepWiki-Protocol", "2"));

        Assert.StartsWith("text/event-stream", events.Headers["content-type"]);
        Assert.StartsWith("application/x-ndjson", lines.Headers["content-type"]);
        Assert.Equal(raw.Body, TextOf(FramesOfEvents(events.Body)));
        Assert.Equal(raw.Body, TextOf(FramesOfLines(lines.Body)));
        Assert.Equal(raw.Body, TextOf(FramesOfLines(plainRoute.Body)));
        Assert.Equal(raw.Body, TextOf(FramesOfEvents(oldRoute.Body)));
        Assert.All(FramesOfLines(lines.Body), frame => Assert.False(frame.TryGetProperty("id", out _)));
        Assert.Contains("dw_owner=", events.Headers["set-cookie"]);
    }

    [Fact]
    public async Task Accepting_events_alone_leaves_the_routes_of_the_published_protocol_as_they_are()
    {
        await using var server = await stack.StartAsync();

        var answer = await server.PostJsonAsync("/chat/completions/stream", stack.Local().ToJson(), Events);

        Assert.Equal((200, "Hello, world."), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Without_a_stream_the_answer_is_waited_for_or_followed_later()
    {
        await using var server = await stack.StartAsync();

        var waited = (await server.PostJsonAsync("/api/asks?wait=60", Body)).Json();
        var accepted = await server.PostJsonAsync("/api/asks", Body);
        var ask = accepted.Json().GetProperty("ask").GetString();
        var rest = FramesOfEvents((await server.GetAsync($"/api/asks/{ask}/events", ("Last-Event-ID", "1"))).Body);
        var seen = (await server.GetAsync($"/api/asks/{ask}")).Json();

        Assert.Equal("done", waited.GetProperty("state").GetString());
        Assert.True(waited.GetProperty("done").GetProperty("grounded").GetBoolean());
        Assert.Equal((202, $"/api/asks/{ask}"), (accepted.Status, accepted.Headers["location"]));
        Assert.StartsWith("ek_", accepted.Json().GetProperty("key").GetString());
        Assert.Equal(2, TypedClient.Numbered(rest)[0].GetProperty("seq").GetInt32());
        Assert.Equal(waited.GetProperty("text").GetString(), TextOf(rest));
        Assert.Equal(waited.GetProperty("text").GetString(), seen.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_client_that_repeats_its_request_id_joins_and_one_that_asked_can_cancel()
    {
        await using var server = await stack.StartAsync();
        server.Provider.Chat = ScriptedAnswer.Text("It is", " tried") with { Hang = ScriptedHang.AfterFirstDelta };
        var body = BodyFor("openai");
        (string, string)[] caller = [("Cookie", "dw_owner=the-caller-of-this"), ("Idempotency-Key", "0123456789abcdef-http")];

        var first = (await server.PostJsonAsync("/api/asks", body, caller)).Json();
        var again = (await server.PostJsonAsync("/api/asks", body, caller)).Json();
        await server.Provider.HangingAsync(1, TestContext.Current.CancellationToken);
        var ask = first.GetProperty("ask").GetString();
        var stranger = await server.DeleteAsync($"/api/asks/{ask}", ("Cookie", "dw_owner=somebody-else"));
        var cancelled = await server.DeleteAsync($"/api/asks/{ask}", ("Cookie", "dw_owner=the-caller-of-this"));
        var frames = FramesOfEvents((await server.GetAsync($"/api/asks/{ask}/events")).Body);

        Assert.Equal(ask, again.GetProperty("ask").GetString());
        Assert.True(again.GetProperty("joined").GetBoolean());
        Assert.Equal((403, 204), (stranger.Status, cancelled.Status));
        Assert.Equal("cancelled", frames[^1].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("{}", "invalid_request")]
    [InlineData("{\"repository\":{\"url\":\"http://10.0.0.5/a/b\"},\"question\":\"?\"}", "host_not_allowed")]
    [InlineData("{\"repository\":{\"url\":\"https://github.com/a/b\"},\"question\":\"?\",\"rounds\":9,\"mode\":\"dance\"}", "invalid_request")]
    public async Task A_request_that_is_refused_is_a_problem_also_when_frames_are_wanted(string body, string code)
    {
        await using var server = await stack.StartAsync();

        var refused = await server.PostJsonAsync("/api/asks", body, Lines);

        Assert.Equal(code, refused.Json().GetProperty("code").GetString());
        Assert.InRange(refused.Status, 400, 403);
    }

    [Fact]
    public async Task A_conversation_is_listed_renamed_copied_exported_proved_and_deleted()
    {
        await using var server = await stack.StartAsync();
        (string, string) cookie = ("Cookie", "dw_owner=one-who-keeps-conversations");
        var asked = (await server.PostJsonAsync("/api/asks?wait=60", Body, cookie)).Json();
        var id = asked.GetProperty("conversation").GetString();
        var path = $"/api/conversations/{id}";
        var key = (await server.PostJsonAsync("/api/asks", Body, cookie)).Json().GetProperty("key").GetString()!; // That of another conversation.

        var mine = (await server.GetAsync("/api/conversations?q=RUNNER", cookie)).Json().GetProperty("items");
        var others = (await server.GetAsync("/api/conversations", ("Cookie", "dw_owner=another"))).Json().GetProperty("items");
        var wrongKey = await server.DeleteAsync(path, ("DeepWiki-Key", key));
        var copy = (await server.PostJsonAsync($"{path}/fork", "{}", cookie)).Json();
        (string, string) copyKey = ("DeepWiki-Key", copy.GetProperty("key").GetString()!); // A copy has one.
        var copyPath = $"/api/conversations/{copy.GetProperty("id").GetString()}";
        var renamed = await server.SendAsync(
            "PATCH", copyPath, new StringContent("{\"title\":\"Retries\"}", System.Text.Encoding.UTF8, "application/json"), copyKey);
        var export = await server.GetAsync($"{copyPath}/export?format=markdown");
        var proof = (await server.GetAsync($"{path}/messages/{asked.GetProperty("message").GetString()}/proof")).Json();
        var deleted = await server.DeleteAsync(copyPath, copyKey);
        var gone = await server.GetAsync(copyPath);

        Assert.Contains(mine.EnumerateArray(), item => item.GetProperty("id").GetString() == id);
        Assert.Empty(others.EnumerateArray());
        Assert.Equal(403, wrongKey.Status);
        Assert.Equal((200, "Retries"), (renamed.Status, renamed.Json().GetProperty("title").GetString()));
        Assert.True(renamed.Json().GetProperty("writable").GetBoolean());
        Assert.Contains("# Retries\n", export.Body);
        Assert.Contains(asked.GetProperty("text").GetString()!.Trim(), export.Body); // It was answered.
        Assert.NotEmpty(proof.GetProperty("items").EnumerateArray());
        Assert.Equal(asked.GetProperty("citations")[0].GetProperty("sha256").GetString(), proof.GetProperty("items")[0].GetProperty("sha256").GetString());
        Assert.Equal((204, 404), (deleted.Status, gone.Status));
    }

    private string BodyFor(string provider) => new JsonObject
    {
        ["repository"] = new JsonObject { ["url"] = stack.LocalPath, ["type"] = "local" },
        ["question"] = "What does the runner do with a failed job?",
        ["provider"] = provider,
    }.ToJsonString();

    private static List<JsonElement> FramesOfLines(string body) =>
        [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static List<JsonElement> FramesOfEvents(string body) =>
    [
        .. body.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line["data: ".Length..]).RootElement),
    ];

    private static string TextOf(IEnumerable<JsonElement> frames) => TypedClient.TextOf(frames);
}
