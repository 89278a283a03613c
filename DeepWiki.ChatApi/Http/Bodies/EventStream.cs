using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>
/// Server-sent events of one answer, each flushed by itself. Source: html.spec.whatwg.org, server-sent events. The framework's result writes no comments,
/// without which a silent stream is cut by proxies.
/// </summary>
internal sealed class EventStream(HttpContext context, TimeProvider time) : IEventSink
{
    /// <summary>Longest silence before a comment is sent.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private long lastSent = time.GetTimestamp();

    public string? LastEventId { get; } = context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 and <= 100 } id] && !id.Any(char.IsControl) ? id : null;

    /// <summary>Sends the headers, so that the client knows at once that it is connected.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var response = context.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        await SendAsync(": ping\n\n", cancellationToken);
    }

    public Task SendAsync(string type, string? id, string json, CancellationToken cancellationToken) =>
        SendAsync($"event: {type}\n{(id is null ? "" : $"id: {id}\n")}data: {json}\n\n", cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) =>
        time.GetElapsedTime(lastSent) >= PingInterval ? SendAsync(": ping\n\n", cancellationToken) : Task.CompletedTask;

    private async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), either.Token);
            await context.Response.Body.FlushAsync(either.Token);
            lastSent = time.GetTimestamp();
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            context.Abort();
            throw new ConnectionLostException("The peer did not read in time.", exception);
        }
    }
}
