using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>A client of <c>deepwiki.v2</c> over a real socket.</summary>
internal sealed class TypedClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();

    private TypedClient()
    {
    }

    /// <summary>The first frame of the server.</summary>
    public JsonElement Hello { get; private set; }

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public string? CloseReason => socket.CloseStatusDescription;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Connects and reads the first frame.</summary>
    /// <param name="server">The replica.</param>
    /// <param name="cookie">Name of the caller; null for a new one.</param>
    public static async Task<TypedClient> ConnectAsync(ChatServer server, string? cookie = null)
    {
        var client = new TypedClient();
        client.socket.Options.AddSubProtocol("deepwiki.v2");
        if (cookie is not null)
        {
            client.socket.Options.SetRequestHeader("Cookie", $"dw_owner={cookie}");
        }

        await client.socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/ws/chat" }.Uri, Token);
        Assert.Equal("deepwiki.v2", client.socket.SubProtocol);
        client.Hello = await client.ReadAsync() ?? throw new InvalidOperationException("The server closed at once.");
        return client;
    }

    public Task SendAsync(object frame) => SendTextAsync(JsonSerializer.Serialize(frame));

    public Task SendTextAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Token);

    /// <summary>Asks about a local folder.</summary>
    public Task AskAsync(
        string id, string folder, string question, string provider = "local", string? requestId = null, string? conversation = null, string? key = null,
        int? keepSeconds = null, string? mode = null) => SendAsync(
        new
        {
            type = "ask",
            id,
            repository = new { url = folder, type = "local" },
            question,
            provider,
            requestId,
            conversation,
            key,
            keepSeconds,
            mode,
        });

    /// <summary>The next frame; null when the server has closed.</summary>
    public async Task<JsonElement?> ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer, Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, result.Count);
            if (result.EndOfMessage)
            {
                return JsonDocument.Parse(message.ToArray()).RootElement;
            }
        }
    }

    /// <summary>Frames until one of a type under an id, that one included; others are passed over.</summary>
    public async Task<List<JsonElement>> ReadUntilAsync(string id, params string[] types)
    {
        var frames = new List<JsonElement>();
        while (await ReadAsync() is { } frame)
        {
            if (IdOf(frame) != id)
            {
                continue;
            }

            frames.Add(frame);
            if (types.Contains(TypeOf(frame)))
            {
                return frames;
            }
        }

        throw new InvalidOperationException($"The server closed with {CloseStatus} {CloseReason} before a {string.Join(" or ", types)}.");
    }

    /// <summary>The frames of an ask to its end.</summary>
    public Task<List<JsonElement>> ReadAnswerAsync(string id) => ReadUntilAsync(id, "done", "error");

    public Task CloseAsync(WebSocketCloseStatus status = WebSocketCloseStatus.NormalClosure) => socket.CloseAsync(status, "", Token);

    /// <summary>Leaves without a close frame.</summary>
    public void Abort() => socket.Abort();

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    public static string TypeOf(JsonElement frame) => frame.GetProperty("type").GetString() ?? "";

    public static string? IdOf(JsonElement frame) => frame.TryGetProperty("id", out var id) ? id.GetString() : null;

    public static long? NumberOf(JsonElement frame) => frame.TryGetProperty("seq", out var number) ? number.GetInt64() : null;

    /// <summary>The deltas of frames, joined.</summary>
    public static string TextOf(IEnumerable<JsonElement> frames) =>
        string.Concat(frames.Where(frame => TypeOf(frame) == "delta").Select(frame => frame.GetProperty("text").GetString()));

    /// <summary>The frames that have numbers, as text without the id and what differs from run to run.</summary>
    public static List<JsonElement> Numbered(IEnumerable<JsonElement> frames) => [.. frames.Where(frame => NumberOf(frame) is not null)];
}
