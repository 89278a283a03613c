using System.Diagnostics;
using DeepWiki.Core.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeepWiki.Tests.Integration.Hosting.Dashboard;

/// <summary>A service with the product's own exporter that streams one answer and runs one job, and then stops.</summary>
internal static partial class TelemetrySource
{
    public const string Service = "telemetry-source";
    public const string Instance = "i7";
    public const string Category = "DeepWiki.Tests.Source";

    /// <summary>Gives the id of the trace once all has been exported.</summary>
    public static async Task<string> RunAsync(string receiver, string key, CancellationToken cancellationToken)
    {
        var trace = ActivityTraceId.CreateRandom();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.Configuration["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        builder.Configuration["OTEL_SERVICE_NAME"] = Service;
        builder.Configuration["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Instance}";
        builder.AddServiceDefaults();
        await using var app = builder.Build();
        app.MapGet("/work/{id}", (int id, ILoggerFactory loggers) => Work(id, loggers.CreateLogger(Category)));
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(); // Kestrel has it once started.
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/work/7") { Headers = { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" } } };
        using var response = await client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        // The last batch leaves when the service stops.
        await app.StopAsync(cancellationToken);
        return trace.ToString();
    }

    private static void Work(int id, ILogger logger)
    {
        using (var stream = DeepWikiTelemetry.Source.StartActivity(Spans.ChatStream))
        {
            stream?.SetTag(Tags.Repository, "octo/wiki").SetTag(Tags.Transport, "ws").SetTag(Tags.Deltas, 3L).SetTag("tags", new[] { "a", "b" });
            stream?.AddEvent(new ActivityEvent(Spans.FirstDeltaEvent)).AddLink(new ActivityLink(new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), default)));
            using var call = DeepWikiTelemetry.Source.StartActivity($"{Spans.ModelChat} small", ActivityKind.Client);
            call?.SetTag(Tags.Model, "small").SetTag(Tags.Provider, "openai").SetTag(Tags.InputTokens, 41L).SetStatus(ActivityStatusCode.Error, "slow");
            LogWork(logger, id, new InvalidOperationException("broken on purpose"));
        }

        using (var job = DeepWikiTelemetry.Source.StartActivity(Spans.JobRun, ActivityKind.Consumer))
        {
            job?.SetTag(Tags.JobId, "12").SetTag(Tags.JobKind, "index").SetTag(Tags.JobChunks, 9L);
            using var stage = DeepWikiTelemetry.Source.StartActivity(Spans.JobFetch);
        }

        Instruments.FirstDelta.Record(0.3);
        Instruments.EmbeddedTexts.Add(5);
        Instruments.ActiveChats.Add(2);
        Instruments.ActiveChats.Add(-2);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work {Id} was done")]
    private static partial void LogWork(ILogger logger, int id, Exception exception);
}
