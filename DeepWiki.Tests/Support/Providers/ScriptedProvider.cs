using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using DeepWiki.Tests.Support.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeepWiki.Tests.Support.Providers;

/// <summary>
/// A model provider under the test's control: a real HTTP server on a free loopback port that speaks OpenAI's chat completions (streamed) and
/// embeddings. Set <see cref="Chat"/> and <see cref="Embeddings"/>, or <see cref="Enqueue"/> answers for the next chat requests; point
/// <c>OPENAI_BASE_URL</c> (or any provider's base address) at <see cref="BaseAddress"/> with any key.
/// </summary>
public sealed class ScriptedProvider : IAsyncDisposable
{
    public const string Key = "sk-scripted-0123456789abcdefghij";

    private static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(500);

    private readonly WebApplication app;
    private readonly ConcurrentQueue<ScriptedAnswer> next = new();
    private readonly ConcurrentQueue<RecordedRequest> requests = new();
    private readonly TaskCompletionSource clientGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim left = new(0);
    private readonly TaskCompletionSource requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock counting = new();
    private int running;
    private int hanging;
    private int chats;
    private readonly ConcurrentDictionary<string, int> unlucky = new(StringComparer.Ordinal);
    private int embeddingRequests;
    private int statusAnswers;

    private ScriptedProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0);
            server.Limits.MaxRequestBodySize = null;
            server.Limits.MinResponseDataRate = null;
        });
        SmallBuffers.AddTo(builder.Services);
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>Ends in <c>/v1</c>, as <c>OPENAI_BASE_URL</c> does.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The answer to every chat request for which none was enqueued.</summary>
    public ScriptedAnswer Chat { get; set; } = ScriptedAnswer.Text("Hello", ", ", "world", ".");

    /// <summary>Makes the answer of a request's body, in place of <see cref="Chat"/>; null for that.</summary>
    public Func<string, ScriptedAnswer>? Answer { get; set; }

    /// <summary>True when <see cref="Requests"/> keeps what came.</summary>
    public bool KeepsRequests { get; set; } = true;

    /// <summary>Completes when so many answers hang at once.</summary>
    public Task HangingAsync(int count, CancellationToken cancellationToken) => UntilAsync(() => Volatile.Read(ref hanging) >= count, cancellationToken);

    /// <summary>Completes when so many chat requests have come.</summary>
    public Task AskedAsync(int count, CancellationToken cancellationToken) => UntilAsync(() => Volatile.Read(ref chats) >= count, cancellationToken);

    /// <summary>Completes when no request is under way.</summary>
    public Task IdleAsync(CancellationToken cancellationToken) => UntilAsync(() => Volatile.Read(ref running) == 0, cancellationToken);

    public ScriptedEmbeddings Embeddings
    {
        get;
        set
        {
            field = value;
            embeddingRequests = 0;
            statusAnswers = 0;
        }
    } = new();

    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    /// <summary>Texts for which vectors were sent, in that order; not while requests are under way.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Texts for which vectors were sent, repeated ones counted again.</summary>
    public int EmbeddedTexts { get; private set; }

    /// <summary>Most requests that were under way at once.</summary>
    public int PeakConcurrency { get; private set; }

    /// <summary>Completes when the first request has arrived.</summary>
    public Task Requested => requested.Task;

    /// <summary>Completes when a client went away before its answer was complete.</summary>
    public Task ClientGone => clientGone.Task;

    /// <summary>Completes when a client has taken nothing for half a second.</summary>
    public Task Stalled => stalled.Task;

    /// <summary>Events with text that clients have taken, kernels' buffers included.</summary>
    public int DeltasSent { get; private set; }

    /// <summary>Most of them that one answer had sent when its client last took nothing at once. A client that is gone takes everything.</summary>
    public int MostBeforeWait { get; private set; }

    /// <summary>Completes when so many clients have gone away before their answers were complete.</summary>
    public async Task ClientsGoneAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await left.WaitAsync();
        }
    }

    public static async Task<ScriptedProvider> StartAsync(CancellationToken cancellationToken)
    {
        var provider = new ScriptedProvider();
        await provider.app.StartAsync(cancellationToken);
        var addresses = provider.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        provider.BaseAddress = new Uri(addresses!.Addresses.Single() + "/v1"); // Kestrel always offers the feature.
        return provider;
    }

    /// <summary>Sets the answers of the next chat requests, in this order.</summary>
    public void Enqueue(params ScriptedAnswer[] answers)
    {
        foreach (var answer in answers)
        {
            next.Enqueue(answer);
        }
    }

    /// <summary>Lets every answer that hangs go on.</summary>
    public void Release() => release.TrySetResult();

    /// <summary>Lets every answer that hangs now go on; later ones hang again.</summary>
    public void ReleaseOnce() =>
        Interlocked.Exchange(ref release, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Release();
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private static async Task UntilAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        while (!isSo())
        {
            await Task.Delay(10, cancellationToken);
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        Count(1);
        try
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            if (KeepsRequests)
            {
                requests.Enqueue(new RecordedRequest(context.Request.Path, context.Request.QueryString.Value ?? "", headers, body));
            }

            requested.TrySetResult();
            await (context.Request.Path.Value switch
            {
                var path when path?.EndsWith("/chat/completions", StringComparison.Ordinal) == true => ChatAsync(context, body),
                "/v1/messages" => ChatAsync(context, body),
                var path when path?.EndsWith("/embeddings", StringComparison.Ordinal) == true => EmbedAsync(context, body),
                _ => RespondAsync(context, ScriptedAnswer.Failure(404)),
            });
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            clientGone.TrySetResult();
            left.Release();
        }
        finally
        {
            Count(-1);
        }
    }

    private Task ChatAsync(HttpContext context, string body)
    {
        Interlocked.Increment(ref chats);
        return RespondAsync(context, next.TryDequeue(out var answer) ? answer : Answer?.Invoke(body) ?? Chat);
    }

    private async Task RespondAsync(HttpContext context, ScriptedAnswer answer)
    {
        var aborted = context.RequestAborted;
        await HangAsync(answer, ScriptedHang.BeforeHeaders, aborted);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers.RetryAfter = answer.RetryAfter;
        context.Response.Headers["retry-after-ms"] = answer.RetryAfterMs;
        context.Response.Headers.Location = answer.Location;
        await context.Response.StartAsync(aborted);
        await context.Response.Body.FlushAsync(aborted);
        await HangAsync(answer, ScriptedHang.BeforeFirstDelta, aborted);
        await Task.Delay(answer.FirstDelay, aborted);
        if (answer.Raw is { } raw)
        {
            var cut = answer.CutAt ?? raw.Length;
            await SendAsync(context, raw.AsMemory(0, cut));
            await SendAsync(context, raw.AsMemory(cut));
        }
        else
        {
            await StreamAsync(context, answer);
        }

        await HangAsync(answer, ScriptedHang.AfterDeltas, aborted);
        if (answer.Reset)
        {
            context.Abort();
        }
    }

    private async Task StreamAsync(HttpContext context, ScriptedAnswer answer)
    {
        await SendEventAsync(
            context, new { choices = new[] { new { index = 0, delta = new { role = "assistant", content = "" }, finish_reason = (string?)null } } });
        foreach (var (index, delta) in answer.Deltas.Index())
        {
            var sending = SendEventAsync(
                context, new { choices = new[] { new { index = 0, delta = new { content = delta }, finish_reason = (string?)null } } });
            if (!sending.IsCompleted)
            {
                NoteWait(index);
            }

            if (await Task.WhenAny(sending, Task.Delay(Stall, context.RequestAborted)) != sending)
            {
                stalled.TrySetResult();
            }

            await sending;
            DeltasSent++;
            if (index == 0)
            {
                await HangAsync(answer, ScriptedHang.AfterFirstDelta, context.RequestAborted);
            }

            await Task.Delay(answer.Pace, context.RequestAborted);
        }

        if (answer.Finish is null || answer.Hang == ScriptedHang.AfterDeltas || answer.Reset)
        {
            return;
        }

        await SendEventAsync(context, new { choices = new[] { new { index = 0, delta = new { }, finish_reason = answer.Finish } } });
        if (answer.Usage)
        {
            var usage = new { prompt_tokens = 11, completion_tokens = answer.Deltas.Count, total_tokens = 11 + answer.Deltas.Count };
            await SendEventAsync(context, new { choices = Array.Empty<object>(), usage });
        }

        if (answer.Done)
        {
            await SendAsync(context, "data: [DONE]\n\n"u8.ToArray());
        }
    }

    private void NoteWait(int sent)
    {
        lock (counting)
        {
            MostBeforeWait = Math.Max(MostBeforeWait, sent);
        }
    }

    private static Task SendEventAsync(HttpContext context, object chunk)
    {
        var json = JsonSerializer.SerializeToNode(chunk)!.AsObject(); // An object gives an object.
        json["id"] = "chatcmpl-1";
        json["object"] = "chat.completion.chunk";
        json["created"] = 1;
        json["model"] = "scripted";
        return SendAsync(context, Encoding.UTF8.GetBytes($"data: {json.ToJsonString()}\n\n"));
    }

    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private async Task EmbedAsync(HttpContext context, string body)
    {
        var script = Embeddings;
        var request = JsonDocument.Parse(body).RootElement;
        var input = request.GetProperty("input");
        var texts =
            input.ValueKind == JsonValueKind.String ? [input.GetString() ?? ""] : input.EnumerateArray().Select(text => text.GetString() ?? "").ToList();
        await Task.Delay(script.Delay, context.RequestAborted);
        if (Fault(script, request, texts) is { } answer)
        {
            await RespondAsync(context, answer);
            return;
        }

        var dimensions = request.TryGetProperty("dimensions", out var asked) ? asked.GetInt32() : script.Dimensions;
        var base64 = request.TryGetProperty("encoding_format", out var format) && format.GetString() == "base64";
        lock (counting)
        {
            EmbeddedTexts += texts.Count;
            Sent.AddRange(texts);
        }

        context.Response.ContentType = "application/json";
        await SendAsync(context, Encoding.UTF8.GetBytes(script.Answer(texts, dimensions, base64).ToJsonString()));
    }

    private ScriptedAnswer? Fault(ScriptedEmbeddings script, JsonElement request, List<string> texts)
    {
        var number = Interlocked.Increment(ref embeddingRequests);
        if (script.Status != (int)HttpStatusCode.OK && Interlocked.Increment(ref statusAnswers) <= script.StatusTimes)
        {
            return ScriptedAnswer.Failure(script.Status, retryAfter: script.RetryAfter) with { RetryAfterMs = script.RetryAfterMs };
        }

        if (number > script.DiesAfter)
        {
            return ScriptedAnswer.Failure((int)HttpStatusCode.ServiceUnavailable);
        }

        if (script.Refusal(request, texts) is { } refusal)
        {
            return refusal;
        }

        return script.Fault switch
        {
            EmbeddingFault.EveryThirdFails when number % 3 == 0 && !IsUnlucky(texts) => ScriptedAnswer.Failure((int)HttpStatusCode.ServiceUnavailable),
            EmbeddingFault.Garbage => ScriptedAnswer.Bytes("}{ not json") with { ContentType = "application/json" },
            EmbeddingFault.Html => ScriptedAnswer.Html(),
            EmbeddingFault.Reset => new ScriptedAnswer { Raw = [], Reset = true },
            EmbeddingFault.Hang => new ScriptedAnswer { Hang = ScriptedHang.BeforeHeaders },
            _ => null,
        };
    }

    // Which requests are the third is chance when several are under way, and a batch must not meet it as often as it is tried.
    private bool IsUnlucky(List<string> texts) => unlucky.AddOrUpdate(texts.Count == 0 ? "" : texts[0], 1, (_, times) => times + 1) > 3;

    private async Task HangAsync(ScriptedAnswer answer, ScriptedHang here, CancellationToken aborted)
    {
        if (answer.Hang != here)
        {
            return;
        }

        // Whoever is counted waits for what is there now, not for what comes in its place.
        var waiting = Volatile.Read(ref release).Task;
        Interlocked.Increment(ref hanging);
        try
        {
            await waiting.WaitAsync(aborted);
        }
        finally
        {
            Interlocked.Decrement(ref hanging);
        }
    }

    private void Count(int more)
    {
        lock (counting)
        {
            running += more;
            PeakConcurrency = Math.Max(PeakConcurrency, running);
        }
    }
}
