using System.Text;
using DeepWiki.Tests.Support.Sockets;

namespace DeepWiki.Tests.Support.Chat;

/// <summary>Case that brings about one row of the error table, with the answer of each transport.</summary>
/// <param name="Expected">Error that clients see.</param>
/// <param name="Message">Message that they send.</param>
internal sealed record ErrorCase(ExpectedError Expected, Func<ChatStack, string> Message)
{
    /// <summary>Settings of the server beside the usual ones.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>Sets the scene before the clients come.</summary>
    public Action<ChatStack, ChatServer> Prepare { get; init; } = (_, _) => { };

    /// <summary>Fails every index job with this code, as a worker would for a reason that no test can bring about.</summary>
    public string? JobFailure { get; init; }

    /// <summary>True when the server is told to stop once all three have a first delta.</summary>
    public bool Stops { get; init; }

    /// <summary>Request of a socket's client.</summary>
    public Func<ChatServer, string, Task<RawConversation>> OnSocket { get; init; } = (server, message) => server.AskAsync(message);

    /// <summary>Request of an HTTP stream's client; null where no such client can bring it about.</summary>
    public Func<ChatServer, string, string, Task<RawHttpReply>>? OnHttp { get; init; } = (server, path, message) => server.PostForReplyAsync(path, message);

    /// <summary>Opens a socket and says nothing.</summary>
    public static async Task<RawConversation> StaySilentAsync(ChatServer server)
    {
        await using var socket = await server.OpenAsync();
        return await socket.ReadToEndAsync();
    }

    public static async Task<RawConversation> SendBinaryAsync(ChatServer server, string message)
    {
        await using var socket = await server.OpenAsync();
        await socket.SendFrameAsync(RawFrame.Binary, Encoding.UTF8.GetBytes(message));
        return await socket.ReadToEndAsync();
    }

    /// <summary>Announces a body and sends only its beginning.</summary>
    public static async Task<RawHttpReply> SendHalfAsync(ChatServer server, string path)
    {
        await using var connection = await RawConnection.ConnectAsync(server.Address);
        return await connection.RequestAsync(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{");
    }
}
