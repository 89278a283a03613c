using System.Net.WebSockets;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Legacy.Errors;
using DeepWiki.ChatApi.Security;
using DeepWiki.Core.Errors;
using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// Serves one plain connection: one request, one answer in raw text deltas, one close. From accept to end one receive is always
/// outstanding, or a close by the peer would not be noticed and the model would go on writing.
/// </summary>
internal sealed class PlainSocket(
    ChatEngine engine, RequestRateLimiter limiter, ChatCapacity capacity, ChatDrain drain, IOptions<ChatLimits> options, TimeProvider time)
    : ISocketProtocol
{
    private readonly ChatLimits limits = options.Value;

    public string? Name => null;

    public async Task ServeAsync(HttpContext context, Func<Task<ChatSocket>> acceptAsync)
    {
        // One connection is one question.
        using var right = limiter.Enter(context);
        await ServeAsync(await acceptAsync(), RequestCaller.CountedAs(context), context.RequestAborted);
    }

    private async Task ServeAsync(ChatSocket socket, string? caller, CancellationToken aborted)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(aborted, drain.Over);
        using var share = new BufferShare(capacity.Memory);
        var receiver = new RequestReceiver(socket, limits, limits.FirstByteTimeout, share, time);
        Task? watching = null;
        await using var answer = engine.Start("ws", limits.IndexTimeout);
        Ending ending;
        try
        {
            if (await receiver.ReceiveAsync(drain.Stopping) is { } message)
            {
                watching = socket.WatchAsync(left);
                var deltas = answer.RunAsync(ChatRequestParser.Parse(message) with { Caller = caller }, left.Token);
                await foreach (var delta in DeltaCoalescer.CoalesceAsync(deltas, left.Token))
                {
                    await socket.SendAsync(delta, left.Token);
                }

                answer.Complete();
                ending = new Ending(null, (int)WebSocketCloseStatus.NormalClosure, "");
            }
            else
            {
                ending = Leave(socket, answer);
            }
        }
        catch (Exception) when (drain.Over.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            ending = Fail(answer, ChatCapacity.Stopping());
        }
        catch (Exception exception) when (left.IsCancellationRequested || exception is ConnectionLostException)
        {
            ending = Leave(socket, answer);
        }
        catch (Exception exception)
        {
            ending = Fail(answer, answer.ToClientError(exception));
        }

        // A stop has no time for peers that do not answer.
        var limit = drain.Stopping.IsCancellationRequested ? limits.CloseTimeout / 2 : limits.CloseTimeout;
        await socket.EndAsync(ending.Text, ending.Code, ending.Reason, receiver.Pending ?? watching, limit);
    }

    private static Ending Leave(ChatSocket socket, ChatAnswer answer)
    {
        var code = socket.IsFlooded ? (int)WebSocketCloseStatus.PolicyViolation : socket.PeerCode;
        var reason = socket.IsFlooded ? "flood" : "";
        answer.ClientGone(code, reason);

        // 1006 means that the connection is lost; as a code it is never sent.
        return code == ChatSocket.LostConnection
            ? new Ending(null, (int)WebSocketCloseStatus.EndpointUnavailable, "")
            : new Ending(null, code, reason);
    }

    private static Ending Fail(ChatAnswer answer, DeepWikiException error)
    {
        answer.Fail(error);
        return new Ending(LegacyText.From(error), ErrorTable.Row(error.Code).CloseCode, error.Code.Name());
    }

    private sealed record Ending(string? Text, int Code, string Reason);
}
