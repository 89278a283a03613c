using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>The receiver of the tests reads what the real exporter sends.</summary>
[Trait("Category", "Integration")]
public sealed partial class OtlpReceiverTests : IAsyncDisposable
{
    private const string Service = "sender";

    private readonly string name = $"test-{Guid.NewGuid():N}";
    private readonly ActivitySource source;
    private OtlpReceiver? started;

    public OtlpReceiverTests() => source = new ActivitySource(name);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        source.Dispose();
        return started?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_span_arrives_with_its_parent_attributes_events_and_status()
    {
        var receiver = await StartAsync();

        Activity outer, inner;
        using (Tracing(receiver))
        {
            outer = source.StartActivity("GET /items/{id}", ActivityKind.Server)!; // It is listened to.
            inner = source.StartActivity("chat small", ActivityKind.Client)!; // As above.
            inner.SetTag("text", "ä").SetTag("count", -3L).SetTag("share", 0.5).SetTag("is", true).SetTag("list", new[] { "a", "b" });
            inner.AddEvent(new ActivityEvent("first_delta", tags: new ActivityTagsCollection([new("at", 7)]))).SetStatus(ActivityStatusCode.Error, "slow");
            inner.Dispose();
            outer.Dispose();
        }

        await receiver.UntilAsync(all => all.Spans.Count == 2, Token);
        var (child, root) = (receiver.Spans[0], receiver.Spans[1]);
        Assert.Equal((Service, name, "chat small", ActivityKind.Client), (child.Service, child.Scope, child.Name, child.Kind));
        Assert.Equal((inner.TraceId.ToString(), inner.SpanId.ToString(), outer.SpanId.ToString()), (child.TraceId, child.SpanId, child.ParentId));
        Assert.Equal(
            ["ä", "-3", "0.5", "true", "[a, b]", ""], ((string[])["text", "count", "share", "is", "list", "none"]).Select(attribute => child[attribute]));
        Assert.Equal(("first_delta", "7"), (Assert.Single(child.Events).Name, child.Events[0].Attributes["at"]));
        Assert.Equal((ActivityStatusCode.Error, "slow"), (child.Status, child.StatusDescription));
        Assert.Equal((inner.StartTimeUtc, inner.Duration), (child.Start.UtcDateTime, child.End - child.Start));
        Assert.Equal(("", ActivityKind.Server, ActivityStatusCode.Unset), (root.ParentId, root.Kind, root.Status));
        Assert.Equal(["GET /items/{id}"], receiver.Ancestors(child));
    }

    [Fact]
    public async Task A_log_arrives_with_its_level_values_and_trace()
    {
        var receiver = await StartAsync();

        using var activity = new Activity("work").Start();
        using (var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService(Service)).AddOtlpExporter(exporter => Configure(exporter, receiver, "logs"));
        })))
        {
            LogWork(loggers.CreateLogger("Sender.Work"), 7, new InvalidOperationException("broken on purpose"));
        }

        await receiver.UntilAsync(all => all.Logs.Count > 0, Token);
        var log = Assert.Single(receiver.Logs);
        Assert.Equal((Service, "Sender.Work", LogLevel.Warning, "Work 7 was done"), (log.Service, log.Category, log.Level, log.Body));
        Assert.Equal((activity.TraceId.ToString(), activity.SpanId.ToString()), (log.TraceId, log.SpanId));
        Assert.Equal(("7", "broken on purpose"), (log.Attributes["Id"], log.Attributes["exception.message"]));
    }

    [Fact]
    public async Task A_metric_arrives_with_its_meter_once()
    {
        var receiver = await StartAsync();

        using var meter = new Meter(name);
        using (var metrics = Sdk.CreateMeterProviderBuilder().AddMeter(name).ConfigureResource(resource => resource.AddService(Service))
            .AddOtlpExporter(exporter => Configure(exporter, receiver, "metrics")).Build())
        {
            meter.CreateHistogram<double>("work.duration", "s").Record(1.5);
            metrics.ForceFlush();
        }

        await receiver.UntilAsync(all => all.Posts.Count == 2, Token);
        Assert.Equal([new ReceivedMetric(Service, name, "work.duration", "s")], receiver.Metrics);
    }

    [Fact]
    public async Task The_raw_text_holds_all_that_was_sent_and_a_post_its_key()
    {
        var receiver = await StartAsync();

        using (Tracing(receiver))
        {
            source.StartActivity("work")!.SetTag("note", "canary-7f3a").Dispose(); // It is listened to.
        }

        await receiver.UntilAsync(all => all.Posts.Count == 1, Token);
        Assert.Equal(("/v1/traces", "application/x-protobuf", "secret"), (receiver.Posts[0].Path, receiver.Posts[0].ContentType, receiver.Posts[0].Key));
        Assert.Contains("canary-7f3a", receiver.Text());
        Assert.Contains("canary-7f3a", receiver.Text("/v1/traces"));
        Assert.Empty(receiver.Text("/v1/logs"));
    }

    [Theory]
    [InlineData(20, HttpStatusCode.BadRequest)]
    [InlineData((16 * 1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_request_that_cannot_be_kept_fails_the_test_that_looks(int length, HttpStatusCode status)
    {
        var receiver = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(receiver.Address) };

        using var body = new ByteArrayContent([.. Enumerable.Repeat((byte)0x0A, length)]);
        using var response = await client.PostAsync("/v1/traces", body, Token);

        Assert.Equal(status, response.StatusCode);
        Assert.Throws<InvalidOperationException>(() => receiver.Spans);
    }

    private async Task<OtlpReceiver> StartAsync() => started = await OtlpReceiver.StartAsync(Token);

    private TracerProvider Tracing(OtlpReceiver receiver) => Sdk.CreateTracerProviderBuilder().AddSource(name)
        .ConfigureResource(resource => resource.AddService(Service)).AddOtlpExporter(exporter => Configure(exporter, receiver, "traces")).Build();

    private static void Configure(OtlpExporterOptions exporter, OtlpReceiver receiver, string signal)
    {
        exporter.Endpoint = new Uri($"{receiver.Address}/v1/{signal}");
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Headers = "x-otlp-api-key=secret";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work {Id} was done")]
    private static partial void LogWork(ILogger logger, int id, Exception exception);
}
