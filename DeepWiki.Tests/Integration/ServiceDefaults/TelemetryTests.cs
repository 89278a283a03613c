using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace DeepWiki.Tests.Integration.ServiceDefaults;

[Trait("Category", "Integration")]
public sealed partial class TelemetryTests
{
    private const string Canary = "canary-7f3a";

    [Fact]
    public async Task All_three_signals_reach_the_receiver_with_the_key()
    {
        var token = TestContext.Current.CancellationToken;
        await using var receiver = await OtlpReceiver.StartAsync(token);
        await using (var app = await StartAsync(receiver.Address, token))
        {
            using var client = Client(app);
            using var request = Sampled("/items/7", ActivityTraceId.CreateRandom());
            using var response = await client.SendAsync(request, token);
            using var probe = Sampled("/health", ActivityTraceId.CreateRandom());
            using var health = await client.SendAsync(probe, token);
            // The last batch leaves when the service stops.
            await app.StopAsync(token);
        }

        Assert.Contains("/items/{id}", receiver.Text("/v1/traces"));
        Assert.Contains("telemetry-test", receiver.Text("/v1/traces"));
        Assert.DoesNotContain("/health", receiver.Text("/v1/traces"));
        Assert.Contains("http.server.request.duration", receiver.Text("/v1/metrics"));
        Assert.Contains("Item 7 was read", receiver.Text("/v1/logs"));
        Assert.All((string[])["TraceId", "SpanId", "ParentId"], repeated => Assert.DoesNotContain(repeated, receiver.Text("/v1/logs")));
        Assert.All(receiver.Posts, post => Assert.Equal(("application/x-protobuf", "secret"), (post.ContentType, post.Key)));
    }

    [Fact]
    [Trait("Req", "S4")]
    public async Task Every_sink_masks_what_the_service_calls_a_credential()
    {
        var token = TestContext.Current.CancellationToken;
        await using var receiver = await OtlpReceiver.StartAsync(token);
        await using (var app = await StartAsync(receiver.Address, token))
        {
            var console = app.Services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == app.Configuration["Logging:Console:FormatterName"]);
            using var line = new StringWriter();
            console.Write(new LogEntry<string>(LogLevel.Warning, "test", default, $"It is {Canary}", null, (state, _) => state), null, line);
            Assert.Contains("It is ***", line.ToString());
            using var client = Client(app);
            using var request = Sampled("/leaks", ActivityTraceId.CreateRandom());
            using var response = await client.SendAsync(request, token);
            await app.StopAsync(token);
        }

        foreach (var path in new[] { "/v1/traces", "/v1/logs" })
        {
            Assert.Contains("It is ***", receiver.Text(path));
            Assert.DoesNotContain(Canary, receiver.Text(path));
        }
    }

    [Fact]
    public async Task Probes_are_left_out_of_the_times_of_requests()
    {
        var token = TestContext.Current.CancellationToken;
        var routes = new ConcurrentBag<object?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "http.server.request.duration")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => routes.Add(tags.ToArray().FirstOrDefault(tag => tag.Key == "http.route").Value));
        listener.Start();
        await using (var app = await StartAsync("", token))
        {
            using var client = Client(app);
            foreach (var path in new[] { "/health", "/alive", "/items/7" })
            {
                using var response = await client.GetAsync(path, token);
            }

            await app.StopAsync(token);
        }

        Assert.Contains("/items/{id}", routes);
        Assert.DoesNotContain("/health", routes);
        Assert.DoesNotContain("/alive", routes);
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
            using var request = Sampled(path, ActivityTraceId.CreateRandom());
            using var response = await client.SendAsync(request, token);
            await app.StopAsync(token);
        }

        Assert.Contains("exception.stacktrace", receiver.Text("/v1/logs"));
        Assert.Contains("System.InvalidOperationException", receiver.Text("/v1/logs"));
        Assert.Contains("   at DeepWiki.Tests", receiver.Text("/v1/logs"));
    }

    [Fact]
    public async Task Nothing_is_exported_without_an_address()
    {
        var token = TestContext.Current.CancellationToken;
        await using var app = await StartAsync("", token);
        using var client = Client(app);

        using var response = await client.GetAsync("/items/7", token);

        Assert.True(response.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("/items/7", "200", "GET /items/{id}", null, ActivityStatusCode.Unset)]
    [InlineData("/bad", "400", "GET /bad", null, ActivityStatusCode.Unset)]
    [InlineData("/busy", "503", "GET /busy", "503", ActivityStatusCode.Error)]
    [InlineData("/thrown", "500", "GET /thrown", "System.InvalidOperationException", ActivityStatusCode.Error)]
    public async Task A_server_span_says_which_route_it_was_and_how_it_ended(
        string path, string code, string name, string? errorType, ActivityStatusCode status)
    {
        var token = TestContext.Current.CancellationToken;
        var ended = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        var trace = ActivityTraceId.CreateRandom();
        await using (var app = await StartAsync("", token))
        {
            using var client = Client(app);
            using var request = Sampled(path, trace);
            using var response = await client.SendAsync(request, token);
            await app.StopAsync(token);
        }

        var span = Assert.Single(ended, activity => activity.TraceId == trace);

        Assert.Equal(name, span.DisplayName);
        Assert.Equal(code, span.GetTagItem("http.response.status_code")?.ToString());
        Assert.Equal(errorType, span.GetTagItem("error.type"));
        Assert.Equal(status, span.Status);
    }

    private static async Task<WebApplication> StartAsync(string otlpAddress, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlpAddress;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.Configuration["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=secret";
        builder.Configuration["OTEL_SERVICE_NAME"] = "telemetry-test";
        builder.AddServiceDefaults(text => text.Contains(Canary, StringComparison.Ordinal) ? text.Replace(Canary, "***", StringComparison.Ordinal) : text);
        var app = builder.Build();
        app.UseHttpServerSpans();
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
    private static HttpRequestMessage Sampled(string path, ActivityTraceId trace) => new(HttpMethod.Get, path)
    {
        Headers = { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" } },
    };

    private static HttpClient Client(WebApplication app) =>
        new() { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };

    [LoggerMessage(Level = LogLevel.Information, Message = "Item {Id} was read")]
    private static partial void LogItemRead(ILogger logger, int id);

    [LoggerMessage(Level = LogLevel.Error, Message = "A leak: {Text}")]
    private static partial void LogLeak(ILogger logger, string text, Exception exception);
}
