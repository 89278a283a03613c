using System.IO.Compression;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>
/// Receives OTLP over HTTP (<c>http/protobuf</c>) on a free port of this machine and keeps what services export, up to <see cref="MaxKeptBytes"/>.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    public const int MaxKeptBytes = 128 * 1024 * 1024;

    private const int MaxRequestBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly List<ReceivedPost> posts = [];
    private readonly List<ReceivedSpan> spans = [];
    private readonly List<ReceivedLog> logs = [];
    private readonly HashSet<ReceivedMetric> metrics = [];
    private readonly WebApplication app;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? failure;
    private long kept;

    private OtlpReceiver(WebApplication app) => this.app = app;

    /// <summary>The value of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    // Kestrel has it once started.
    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>The spans in the order in which they ended in their service.</summary>
    public IReadOnlyList<ReceivedSpan> Spans => Copy(spans);

    public IReadOnlyList<ReceivedLog> Logs => Copy(logs);

    public IReadOnlyList<ReceivedMetric> Metrics => Copy(metrics);

    public IReadOnlyList<ReceivedPost> Posts => Copy(posts);

    public static async Task<OtlpReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.MapPost("/v1/{signal}", receiver.ReceiveAsync);
        await receiver.app.StartAsync(cancellationToken);
        return receiver;
    }

    /// <summary>
    /// The raw bodies, one character a byte. Protocol buffers keep text as it is, so a search finds every secret that was sent.
    /// </summary>
    /// <param name="path">Of one signal, as <c>/v1/traces</c>; empty for all of them.</param>
    public string Text(string path = "") => string.Concat(Posts.Where(post => path.Length == 0 || post.Path == path).Select(post => post.Body));

    /// <summary>The names of the spans above one span, from its parent to the root, as far as they were received.</summary>
    public IReadOnlyList<string> Ancestors(ReceivedSpan span)
    {
        var all = Spans;
        List<string> names = [];
        for (var parent = Parent(span); parent is not null && names.Count < all.Count; parent = Parent(parent))
        {
            names.Add(parent.Name);
        }

        return names;

        ReceivedSpan? Parent(ReceivedSpan child) => all.FirstOrDefault(other => other.TraceId == child.TraceId && other.SpanId == child.ParentId);
    }

    /// <summary>Completes once <paramref name="predicate"/> is true; it is asked now and after each request of an exporter.</summary>
    public async Task UntilAsync(Func<OtlpReceiver, bool> predicate, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        for (var next = Changed(); !predicate(this); next = Changed())
        {
            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Assert.Fail(
                    $"Not received within {Timeout}; received were the spans "
                        + $"[{string.Join(", ", Spans.Select(span => $"{span.Service}: {span.Name}").Distinct())}] "
                        + $"and {Logs.Count} logs and the metrics [{string.Join(", ", Metrics.Select(metric => $"{metric.Service}: {metric.Name}"))}].");
            }
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task Changed()
    {
        lock (gate)
        {
            return changed.Task;
        }
    }

    private List<T> Copy<T>(IEnumerable<T> items)
    {
        lock (gate)
        {
            return failure is null ? [.. items] : throw new InvalidOperationException(failure);
        }
    }

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        var body = await ReadAsync(request);
        if (body is null)
        {
            return Fail($"A request exceeds {MaxRequestBytes} bytes.", StatusCodes.Status413PayloadTooLarge);
        }

        var post = new ReceivedPost(
            request.Path.Value!, request.ContentType ?? "", request.Headers["x-otlp-api-key"].ToString(), Encoding.Latin1.GetString(body)
        ); // The route has a path.
        try
        {
            return Keep(post, ProtobufMessage.Parse(ByteString.CopyFrom(body)), body.Length)
                ? Results.Bytes([], "application/x-protobuf")
                : Fail($"More than {MaxKeptBytes} bytes were received.", StatusCodes.Status413PayloadTooLarge);
        }
        catch (InvalidProtocolBufferException exception)
        {
            return Fail($"{post.Path} is malformed: {exception.Message}", StatusCodes.Status400BadRequest);
        }
    }

    // Null when there is more than MaxRequestBytes.
    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        await using var body = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
        {
            if (all.Length + read > MaxRequestBytes)
            {
                return null;
            }

            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    private bool Keep(ReceivedPost post, ProtobufMessage request, int length)
    {
        // Read before anything is kept, so that a malformed request leaves no half.
        var newSpans = post.Path == "/v1/traces" ? ReceivedSpan.ReadAll(request).ToList() : [];
        var newLogs = post.Path == "/v1/logs" ? ReceivedLog.ReadAll(request).ToList() : [];
        var newMetrics = post.Path == "/v1/metrics" ? ReceivedMetric.ReadAll(request).ToList() : [];
        lock (gate)
        {
            if (kept + length > MaxKeptBytes)
            {
                return false;
            }

            kept += length;
            posts.Add(post);
            spans.AddRange(newSpans);
            logs.AddRange(newLogs);
            metrics.UnionWith(newMetrics);
        }

        Notify();
        return true;
    }

    // The exporter would log the refusal and go on; a test has to see it.
    private IResult Fail(string message, int status)
    {
        lock (gate)
        {
            failure ??= message;
        }

        Notify();
        return Results.StatusCode(status);
    }

    private void Notify()
    {
        TaskCompletionSource reached;
        lock (gate)
        {
            reached = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        reached.SetResult();
    }
}
