using System.Diagnostics;
using System.Diagnostics.Metrics;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Support.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DeepWiki.Tests.ServiceDefaults;

[Trait("Category", "Integration")]
[Collection(ExporterCollection.Name)]
public sealed partial class TelemetryTests
{
    private const string Canary = "canary-7f3a";
    private const string Service = "telemetry-test";

    private readonly ActivityTraceId trace = ActivityTraceId.CreateRandom();

    [Fact]
    public async Task All_three_signals_reach_the_receiver_with_the_key()
    {
        var token = TestContext.Current.CancellationToken;
        await using var receiver = await OtlpReceiver.StartAsync(token);
        await using (var app = await StartAsync(receiver.Address, token))
        {
            using var client = Client(app);
            using var request = Sampled("/items/7");
            using var response = await client.SendAsync(request, token);
            // The last batch leaves when the service stops.
            await app.StopAsync(token);
        }

        var span = Assert.Single(Own(receiver));
        var log = Assert.Single(receiver.Logs, log => log.Body == "Item 7 was read");
        Assert.Equal((Service, "GET /items/{id}"), (span.Service, span.Name));
        Assert.Equal((Service, span.TraceId, span.SpanId), (log.Service, log.TraceId, log.SpanId));
        Assert.DoesNotContain(log.Attributes.Names, name => name is "TraceId" or "SpanId" or "ParentId");
        Assert.Contains(receiver.Metrics, metric => (metric.Service, metric.Name) == (Service, "http.server.request.duration"));
        Assert.All(receiver.Posts, post => Assert.Equal(("application/x-protobuf", "secret"), (post.ContentType, post.Key)));
    }

    [Fact]
    public async Task Every_sink_masks_what_the_service_calls_a_credential()
    {
        var token = TestContext.Current.CancellationToken;
        await using var receiver = await OtlpReceiver.StartAsync(token);
        await using (var app = await StartAsync(receiver.Address, token))
        {
            var console = app
                .Services.GetServices<ConsoleFormatter>()
                .Single(formatter => formatter.Name == app.Configuration["Logging:Console:FormatterName"]);
            using var line = new StringWriter();
            console.Write(new LogEntry<string>(LogLevel.Warning, "test", default, $"It is {Canary}", null, (state, _) => state), null, line);
            Assert.Contains("It is ***", line.ToString());
            using var client = Client(app);
            using var request = Sampled($"/leaks?text={Canary}");
            using var response = await client.SendAsync(request, token);
            await app.StopAsync(token);
        }

        Assert.Equal("It is ***", Assert.Single(Own(receiver))["note"]);
        Assert.Contains(receiver.Logs, log => log.Body.Contains("It is ***", StringComparison.Ordinal));
        Assert.DoesNotContain(Canary, receiver.Text());
    }

    [Fact]
    public async Task Probes_with_what_they_ask_and_calls_without_work_leave_no_span()
    {
        var token = TestContext.Current.CancellationToken;
        await using var receiver = await OtlpReceiver.StartAsync(token);
        await using (var app = await StartAsync(receiver.Address, token))
        {
            using var client = Client(app);
            foreach (var path in new[] { "/health", "/alive", "/items/7" })
            {
                using var request = Sampled(path);
                using var response = await client.SendAsync(request, token);
            }

            DeepWikiTelemetry.Source.StartActivity("poll", ActivityKind.Client)?.Dispose();
            await app.StopAsync(token);
        }

        Assert.Equal(["GET /items/{id}"], Own(receiver).Select(span => span.Name));
        Assert.DoesNotContain(receiver.Spans, span => span.Name is "poll" or "asking");
    }

    [Fact]
    public async Task What_a_service_says_while_it_stops_still_leaves()
    {
        var token = TestContext.Current.CancellationToken;
        await using var receiver = await OtlpReceiver.StartAsync(token);

        // As its program does: the host is stopped and disposed.
        await using (var app = await StartAsync(receiver.Address, token))
        {
            app.Lifetime.StopApplication();
            await app.WaitForShutdownAsync(token);
        }

        Assert.Contains(receiver.Spans, span => span.Name == Farewell.Name);
        Assert.Contains(receiver.Logs, log => log.Body == $"{Farewell.Name} was said");
        Assert.Contains(receiver.Metrics, metric => metric.Name == Farewell.Name);
    }

    [Fact]
    public async Task Probes_are_left_out_of_the_times_of_requests()
    {
        var token = TestContext.Current.CancellationToken;
        await using var app = await StartAsync("", token);
        using var times = new MetricCollector<double>(
            app.Services.GetRequiredService<IMeterFactory>(), "Microsoft.AspNetCore.Hosting", "http.server.request.duration");
        using var client = Client(app);

        foreach (var path in new[] { "/health", "/alive", "/items/7" })
        {
            using var response = await client.GetAsync(path, token);
        }

        await app.StopAsync(token);
        Assert.Equal(["/items/{id}"], times.GetMeasurementSnapshot().Select(time => time.Tags["http.route"]));
    }

    [Theory]
    [InlineData("/leaks")]
    [InlineData("/thrown")]
    public async Task An_exception_keeps_its_stack(string path)
    {
        var token = TestContext.Current.CancellationToken;
        await using var receiver = await OtlpReceiver.StartAsync(token);
        await using (var app = await StartAsync(receiver.Address, token))
        {
            using var client = Client(app);
            using var request = Sampled(path);
            using var response = await client.SendAsync(request, token);
            await app.StopAsync(token);
        }

        var log = Assert.Single(receiver.Logs, log => log.Attributes.Contains("exception.type"));
        Assert.StartsWith("System.InvalidOperationException", log.Attributes["exception.stacktrace"], StringComparison.Ordinal);
        Assert.Contains("   at DeepWiki.Tests", log.Attributes["exception.stacktrace"]);
    }

    [Fact]
    public async Task Nothing_is_exported_without_an_address()
    {
        var token = TestContext.Current.CancellationToken;
        await using var app = await StartAsync("", token);
        using var client = Client(app);

        using var response = await client.GetAsync("/items/7", token);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Null(app.Services.GetService<MeterProvider>());
    }

    [Theory]
    [InlineData("/items/7", "200", "GET /items/{id}", "/items/{id}", "", ActivityStatusCode.Unset)]
    [InlineData("/bad", "400", "GET /bad", "/bad", "", ActivityStatusCode.Unset)]
    [InlineData("/nowhere/7", "404", "GET", "", "", ActivityStatusCode.Unset)]
    [InlineData("/busy", "503", "GET /busy", "/busy", "503", ActivityStatusCode.Error)]
    [InlineData("/thrown", "500", "GET /thrown", "/thrown", "System.InvalidOperationException", ActivityStatusCode.Error)]
    public async Task A_server_span_says_which_route_it_was_and_how_it_ended(
        string path, string code, string name, string route, string errorType, ActivityStatusCode status)
    {
        var token = TestContext.Current.CancellationToken;
        await using var receiver = await OtlpReceiver.StartAsync(token);
        await using (var app = await StartAsync(receiver.Address, token))
        {
            using var client = Client(app);
            using var request = Sampled(path);
            using var response = await client.SendAsync(request, token);
            await app.StopAsync(token);
        }

        var span = Assert.Single(Own(receiver));

        Assert.Equal((ActivityKind.Server, name, route), (span.Kind, span.Name, span["http.route"]));
        Assert.Equal((code, errorType, status), (span["http.response.status_code"], span["error.type"], span.Status));
    }

    private static async Task<WebApplication> StartAsync(string otlpAddress, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlpAddress;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.Configuration["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=secret";
        builder.Configuration["OTEL_SERVICE_NAME"] = Service;
        builder.Configuration["ConnectionStrings:wikidb"] = "Host=localhost;Port=1";
        builder.Configuration["ConnectionStrings:redis"] = "localhost:1";
        builder.AddServiceDefaults(text => text.Contains(Canary, StringComparison.Ordinal) ? text.Replace(Canary, "***", StringComparison.Ordinal) : text);
        builder.AddNpgsqlDataSource("wikidb", settings => settings.DisableHealthChecks = true);
        builder.AddRedisClient("redis", settings => settings.DisableHealthChecks = true);
        builder.Services.AddHostedService<Farewell>();
        builder.Services.AddHealthChecks().AddCheck("asking", () =>
        {
            using var asking = DeepWikiTelemetry.Source.StartActivity("asking", ActivityKind.Client);
            return HealthCheckResult.Healthy();
        });
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/items/{id}", (int id, ILogger<TelemetryTests> logger) => LogItemRead(logger, id));
        app.MapGet("/leaks", (ILogger<TelemetryTests> logger) =>
        {
            Activity.Current?.SetTag("note", $"It is {Canary}").SetStatus(ActivityStatusCode.Error, Canary);
            try
            {
                throw new InvalidOperationException(Canary);
            }
            catch (InvalidOperationException exception)
            {
                LogLeak(logger, $"It is {Canary}", exception);
            }
        });
        app.MapGet("/bad", () => Results.BadRequest());
        app.MapGet("/busy", () => Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        app.MapGet("/thrown", IResult () => throw new InvalidOperationException("broken"));
        await app.StartAsync(cancellationToken);
        return app;
    }

    // The caller is another service that records its span; a client span of this process would have no parent and be dropped.
    private HttpRequestMessage Sampled(string path) => new(HttpMethod.Get, path)
    {
        Headers = { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" } },
    };

    // A provider hears all of this process, so other tests are heard too.
    private IEnumerable<ReceivedSpan> Own(OtlpReceiver receiver) => receiver.Spans.Where(span => span.TraceId == trace.ToHexString());

    private static HttpClient Client(WebApplication app) =>
        new() { BaseAddress = new Uri(app.Urls.First()) };

    [LoggerMessage(Level = LogLevel.Information, Message = "Item {Id} was read")]
    private static partial void LogItemRead(ILogger logger, int id);

    [LoggerMessage(Level = LogLevel.Error, Message = "A leak: {Text}")]
    private static partial void LogLeak(ILogger logger, string text, Exception exception);

    /// <summary>Says something in each signal when the service stops.</summary>
    private sealed partial class Farewell(ILogger<Farewell> logger) : IHostedService
    {
        public const string Name = "farewell";

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            using var meter = new Meter(DeepWikiTelemetry.Name);
            using var span = DeepWikiTelemetry.Source.StartActivity(Name);
            meter.CreateCounter<long>(Name).Add(1);
            LogFarewell(logger, Name);
            return Task.CompletedTask;
        }

        [LoggerMessage(Level = LogLevel.Information, Message = "{Name} was said")]
        private static partial void LogFarewell(ILogger logger, string name);
    }
}
