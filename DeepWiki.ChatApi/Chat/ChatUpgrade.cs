using System.Net.WebSockets;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.Core.Errors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Chat;

/// <summary>Turns a request on <c>/ws/chat</c> into a socket, or says why not while there still are statuses to say it with.</summary>
internal sealed class ChatUpgrade(
    IEnumerable<ISocketProtocol> protocols, ChatCapacity capacity, IOptions<ChatLimits> limits, TimeProvider time, ILogger<ChatSocket> logger)
{
    public async Task ServeAsync(HttpContext context)
    {
        // A route ignores a trailing slash; the protocol knows exactly one path.
        if (context.Request.Path != "/ws/chat")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            context.Response.Headers.SecWebSocketVersion = "13";
            return;
        }

        try
        {
            capacity.OpenSocket();
        }
        catch (DeepWikiException error)
        {
            await Problem.WriteAsync(context, error);
            return;
        }

        try
        {
            await ServeUpgradedAsync(context);
        }
        catch (DeepWikiException error) when (!context.Response.HasStarted)
        {
            await Problem.WriteAsync(context, error);
        }
        finally
        {
            capacity.CloseSocket();
        }
    }

    private async Task ServeUpgradedAsync(HttpContext context)
    {
        // A name that was not offered would make browsers fail the connection.
        var offered = context.WebSockets.WebSocketRequestedProtocols;
        var protocol = protocols.FirstOrDefault(known => known.Name is { } name && offered.Contains(name)) ?? protocols.First(known => known.Name is null);
        WebSocket? socket = null;
        try
        {
            await protocol.ServeAsync(context, async () =>
            {
                socket = await context.WebSockets.AcceptWebSocketAsync(
                    new WebSocketAcceptContext
                    {
                        KeepAliveInterval = limits.Value.KeepAliveInterval,
                        KeepAliveTimeout = limits.Value.KeepAliveInterval,
                        DangerousEnableCompression = false,
                        SubProtocol = protocol.Name,
                    });
                var transport = context.Features.GetRequiredFeature<IHttpUpgradeFeature>() is TransportCapturingUpgrade kept ? kept.Transport : Stream.Null;
                return new ChatSocket(socket, transport, context.Abort, limits.Value, time, logger);
            });
        }
        finally
        {
            socket?.Dispose();
        }
    }
}
