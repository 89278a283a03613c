using System.Text.Json;
using System.Text.RegularExpressions;
using DeepWiki.ChatApi.Http;
using DeepWiki.Tests.Support.Sockets;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>One row of the error table as clients see it.</summary>
/// <param name="Name">The code.</param>
/// <param name="Text">Text a plain client is sent; <c>TRACE</c> stands for the id of a trace.</param>
/// <param name="Close">Close code of the socket.</param>
/// <param name="OldStatus">Status on the route of the original backend.</param>
/// <param name="OwnStatus">Status on the route of the published protocol; 200 where the answer has begun.</param>
internal sealed partial record ExpectedError(string Name, string Text, int Close, int OldStatus, int OwnStatus)
{
    /// <summary>Sends the message over every transport; afterwards the server must answer the next question.</summary>
    public async Task IsShownEverywhereAsync(ChatServer server, string message, ChatQuestion next)
    {
        IsOnSocket(await server.AskAsync(message));
        IsOnOldRoute(await server.PostForReplyAsync("/chat/completions/stream", message));
        IsOnOwnRoute(await server.PostForReplyAsync("/api/chat/stream", message));
        Assert.Equal(1000, (await server.AskAsync(next.ToJson())).Code);
    }

    /// <summary>The text is the last message, the close carries the code with its name as reason, and nothing follows it.</summary>
    public void IsOnSocket(RawConversation conversation) =>
        Assert.Equal((Text, Close, Name, 0), (Masked(conversation.Text), conversation.Code, conversation.Reason, conversation.AfterClose));

    public void IsOnOldRoute(RawHttpReply reply)
    {
        Assert.Equal(OldStatus, reply.Status);
        PausesWhereItHelps(reply);
        switch (OldStatus)
        {
            case 200:
                Assert.Equal((Text, "text/event-stream; charset=utf-8"), (Masked(reply.Body), reply.Headers["Content-Type"]));
                break;
            case 422:
                Assert.All(
                    JsonDocument.Parse(reply.Body).RootElement.GetProperty("detail").EnumerateArray(), fault => Assert.Equal("loc msg type", Members(fault)));
                break;
            default:
                Assert.Equal("{\"detail\":" + JsonSerializer.Serialize(OldText(), Problem.Json) + "}", Masked(reply.Body));
                Assert.Equal("application/json", reply.Headers["Content-Type"]);
                break;
        }
    }

    public void IsOnOwnRoute(RawHttpReply reply)
    {
        Assert.Equal(OwnStatus, reply.Status);
        PausesWhereItHelps(reply);
        if (OwnStatus == 200)
        {
            Assert.Equal((Text, "text/plain; charset=utf-8"), (Masked(reply.Body), reply.Headers["Content-Type"]));
            return;
        }

        var problem = JsonDocument.Parse(reply.Body).RootElement;
        Assert.Equal("application/problem+json", reply.Headers["Content-Type"]);
        Assert.Equal($"urn:deepwiki:problem:{Name}", problem.GetProperty("type").GetString());
        Assert.Equal(Name, problem.GetProperty("code").GetString());
        Assert.Equal(OwnStatus, problem.GetProperty("status").GetInt32());
        Assert.Equal(Text.TrimStart('\n'), Masked(problem.GetProperty("detail").GetString() ?? ""));
        Assert.Equal("/api/chat/stream", problem.GetProperty("instance").GetString());
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
    }

    private static void PausesWhereItHelps(RawHttpReply reply) => Assert.Equal(reply.Status is 429 or 503, reply.Headers.ContainsKey("Retry-After"));

    private static string Members(JsonElement fault) => string.Join(' ', fault.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));

    private static string Masked(string text) => Trace().Replace(text, "TRACE");

    private string OldText()
    {
        var line = Text.TrimStart('\n') is ['E', 'r', 'r', 'o', 'r', ':', ' ', .. var rest] ? rest : Text.TrimStart('\n');
        return Name == "internal" ? "Error in streaming chat completion: " + line : line;
    }

    [GeneratedRegex(@"\b[0-9a-f]{32}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Trace();
}
