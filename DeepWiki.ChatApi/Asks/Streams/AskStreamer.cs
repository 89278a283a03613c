using System.Text;
using DeepWiki.ChatApi.Asks.Frames;
using DeepWiki.ChatApi.Asks.Logs;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Http.Bodies;
using Microsoft.AspNetCore.Http.Features;

namespace DeepWiki.ChatApi.Asks.Streams;

/// <summary>Streams the frames of one ask over HTTP until its last one. A client that leaves lets the ask go on for a while.</summary>
internal sealed class AskStreamer(ChatCapacity capacity, ChatDrain drain, TimeProvider time)
{
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Opens the reader and sends what it gives.</summary>
    /// <param name="context">The request, of which nothing was answered yet.</param>
    /// <param name="format">Form of the frames.</param>
    /// <param name="open">
    /// Opens the reader, given the call by which it tells that there may be something to read; with it come members of the first frame for this client.
    /// </param>
    public async Task RunAsync(HttpContext context, AskFormat format, Func<Action, Task<(IFrameReader Reader, string Extra)>> open)
    {
        using var signal = new SemaphoreSlim(0, 1);
        capacity.OpenSocket();
        try
        {
            var (reader, extra) = await open(() => Wake(signal));
            await using (reader)
            {
                using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, drain.Over);
                await SendAsync(context, format, reader, extra, signal, gone.Token);
            }
        }
        finally
        {
            capacity.CloseSocket();
        }
    }

    private async Task SendAsync(
        HttpContext context, AskFormat format, IFrameReader reader, string extra, SemaphoreSlim signal, CancellationToken gone)
    {
        try
        {
            Begin(context, format);
            while (true)
            {
                while (reader.TryRead(out var frame))
                {
                    await WriteAsync(context, Form(frame, frame.Number == 1 ? extra : "", format), gone);
                    if (frame.Type is "done" or "error")
                    {
                        return;
                    }
                }

                if (!await signal.WaitAsync(PingInterval, gone))
                {
                    await WriteAsync(context, format == AskFormat.Events ? ": ping\n\n" : "\n", gone);
                }
            }
        }
        catch (Exception exception) when (exception is ConnectionLostException || gone.IsCancellationRequested)
        {
            // The client left, or is to come back to another replica.
        }
    }

    private static void Begin(HttpContext context, AskFormat format)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = format == AskFormat.Events ? "text/event-stream; charset=utf-8" : "application/x-ndjson; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache, no-transform";
        context.Response.Headers["X-Accel-Buffering"] = "no";
    }

    private static string Form(Frame frame, string extra, AskFormat format)
    {
        var json = extra.Length == 0 ? frame.Text : $"{frame.Text[..^1]}{extra}}}";
        return format == AskFormat.Lines ? json + "\n"
            : $"event: {frame.Type}\n{(frame.Number is { } number ? $"id: {number}\n" : "")}data: {json}\n\n";
    }

    private async Task WriteAsync(HttpContext context, string text, CancellationToken gone)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, gone);
        try
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), either.Token);
            await context.Response.Body.FlushAsync(either.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !gone.IsCancellationRequested)
        {
            context.Abort();
            throw new ConnectionLostException("The peer did not read in time.", exception);
        }
    }

    private static void Wake(SemaphoreSlim signal)
    {
        try
        {
            if (signal.CurrentCount == 0)
            {
                signal.Release();
            }
        }
        catch (Exception exception) when (exception is SemaphoreFullException or ObjectDisposedException)
        {
            // Another said so at the same time, or the client is gone.
        }
    }
}
