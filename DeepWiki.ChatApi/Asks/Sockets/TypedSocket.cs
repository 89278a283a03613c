using DeepWiki.ChatApi.Asks.Requests;
using DeepWiki.ChatApi.Chat;

namespace DeepWiki.ChatApi.Asks.Sockets;

/// <summary>Serves connections that speak <c>deepwiki.v2</c>: many asks and subscriptions at once, each frame one JSON object.</summary>
internal sealed class TypedSocket(AskCallers callers, SocketServices services) : ISocketProtocol
{
    public const string Protocol = "deepwiki.v2";

    public string? Name => Protocol;

    public async Task ServeAsync(HttpContext context, Func<Task<ChatSocket>> acceptAsync)
    {
        // A cookie can be set until the upgrade alone.
        var caller = await callers.ReadAsync(context, context.RequestAborted);
        await using var session = new SocketSession(await acceptAsync(), caller, services);
        await session.RunAsync(context.RequestAborted);
    }
}
