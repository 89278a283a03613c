using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>Makes wikis without a model, as a client does, and reads events.</summary>
internal static class WikiClient
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Makes a wiki and waits for the end of its job; gives its id.</summary>
    public static async Task<string> MakeWikiAsync(this ChatServer server, string url, string type = "local", string? token = null)
    {
        var body = new JsonObject
        {
            ["repository"] = new JsonObject { ["url"] = url, ["type"] = type },
            ["provider"] = "local",
            ["token"] = token,
        };
        var started = await server.PostJsonAsync("/api/wikis", body.ToJsonString());
        Assert.True(started.Status is 200 or 202, $"{started.Status}: {started.Body}");
        var json = started.Json();
        if (json.GetProperty("job").GetString() is { } job)
        {
            var events = await server.ReadEventsAsync($"/api/jobs/{job}/events", token);
            Assert.True(events[^1].Type == "done", events[^1].Data);
        }

        return json.GetProperty("wiki").GetProperty("id").GetString()!; // Every wiki has one.
    }

    /// <summary>The events of a stream that ends by itself.</summary>
    public static async Task<IReadOnlyList<ServerEvent>> ReadEventsAsync(this ChatServer server, string path, string? token = null, string? lastEventId = null)
    {
        var events = new List<ServerEvent>();
        await foreach (var one in server.FollowEventsAsync(path, token, lastEventId))
        {
            events.Add(one);
        }

        return events;
    }

    /// <summary>The events of a stream as they come.</summary>
    public static async IAsyncEnumerable<ServerEvent> FollowEventsAsync(this ChatServer server, string path, string? token = null, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.Add("DeepWiki-Token", token);
        }

        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal((200, "text/event-stream"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        await using var stream = await response.Content.ReadAsStreamAsync(Token);
        using var reader = new StreamReader(stream);
        var (type, id, data) = ("", (string?)null, "");
        while (await reader.ReadLineAsync(Token) is { } line)
        {
            switch (line.Split(": ", 2))
            {
                case ["event", var name]:
                    type = name;
                    break;
                case ["id", var given]:
                    id = given;
                    break;
                case ["data", var json]:
                    data = json;
                    break;
                case [""] when data.Length > 0:
                    yield return new ServerEvent(type, id, data);
                    (type, id, data) = ("", null, "");
                    break;
            }
        }
    }

    /// <summary>The body as JSON.</summary>
    public static JsonElement Json(this RestReply reply) => JsonDocument.Parse(reply.Body).RootElement;

    /// <summary>Code of the problem in the body.</summary>
    public static string? Code(this RestReply reply) => reply.Json().GetProperty("code").GetString();
}
