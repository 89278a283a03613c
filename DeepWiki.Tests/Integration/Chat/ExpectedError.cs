using System.Text.Json;
using DeepWiki.Tests.Fakes.Chat;

namespace DeepWiki.Tests.Integration.Chat;

/// <summary>One row of the error table as clients see it.</summary>
/// <param name="Name">The code.</param>
/// <param name="Text">What a plain client is sent.</param>
/// <param name="Close">Close code of the socket.</param>
/// <param name="OldStatus">Status on the route of the original backend.</param>
/// <param name="OwnStatus">Status on the route of the published protocol; for failures of a model the answer has begun, so 200.</param>
internal sealed record ExpectedError(string Name, string Text, int Close, int OldStatus, int OwnStatus)
{
    /// <summary>Sends the message over every transport; afterwards the server must answer the next question.</summary>
    public async Task IsShownEverywhereAsync(ChatServer server, string message, ChatQuestion next)
    {
        var conversation = await server.AskAsync(message);
        Assert.Equal((Text, Close, Name, 0), (conversation.Text, conversation.Code, conversation.Reason, conversation.AfterClose));

        await IsShownOnHttpAsync(server, message);

        Assert.Equal(1000, (await server.AskAsync(next.ToJson())).Code);
    }

    public async Task IsShownOnHttpAsync(ChatServer server, string message)
    {
        var old = await server.PostAsync("/chat/completions/stream", message);
        Assert.Equal(OldStatus, old.Status);
        Assert.Equal(OldText(), OldStatus is 200 or 422 ? OldText() : JsonDocument.Parse(old.Body).RootElement.GetProperty("detail").GetString());
        if (OldStatus == 200)
        {
            Assert.Equal(Text, old.Body);
        }

        var own = await server.PostAsync("/api/chat/stream", message);
        Assert.Equal(OwnStatus, own.Status);
        if (OwnStatus == 200)
        {
            Assert.Equal(Text, own.Body);
            return;
        }

        var problem = JsonDocument.Parse(own.Body).RootElement;
        Assert.Equal("application/problem+json", own.ContentType);
        Assert.Equal($"urn:deepwiki:problem:{Name}", problem.GetProperty("type").GetString());
        Assert.Equal(Name, problem.GetProperty("code").GetString());
        Assert.Equal(OwnStatus, problem.GetProperty("status").GetInt32());
        Assert.Equal(Text.TrimStart('\n'), problem.GetProperty("detail").GetString());
        Assert.Equal("/api/chat/stream", problem.GetProperty("instance").GetString());
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("traceId").GetString());
    }

    private string OldText() => Text.TrimStart('\n') is ['E', 'r', 'r', 'o', 'r', ':', ' ', .. var rest] ? rest : Text.TrimStart('\n');
}
