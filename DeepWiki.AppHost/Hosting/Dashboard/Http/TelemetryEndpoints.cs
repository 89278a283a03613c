using DeepWiki.AppHost.Hosting.Dashboard.Otlp;
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>What services reported: streams, jobs, traces, logs and metrics.</summary>
internal sealed class TelemetryEndpoints(TelemetryStore store)
{
    private const int Rows = 200;

    public TelemetryCounts Counts => store.Counts;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/streams", () => store.Streams(Rows));
        routes.MapGet("/api/jobs", () => store.Jobs(Rows));
        routes.MapGet("/api/metrics", store.Metrics);
        routes.MapGet("/api/traces", (string? resource, string? text, bool? errors, int? limit) => store.Traces(new TraceFilter(
            Given(resource), Given(text), errors ?? false, Math.Clamp(limit ?? Rows, 1, TraceFilter.MaxLimit))));
        routes.MapGet("/api/traces/{id}", (string id) => store.Trace(id) is { } trace ? Results.Ok(trace) : Results.NotFound());
        routes.MapGet("/api/logs", (string? resource, string? level, string? text, string? trace, long? before, int? limit) =>
            !Enum.TryParse<LogSeverity>(level ?? nameof(LogSeverity.Trace), ignoreCase: true, out var least)
                ? Results.BadRequest()
                : Results.Ok(store.Logs(new LogFilter(Given(resource), least, Given(text), Given(trace), before, Math.Clamp(limit ?? Rows, 1, LogFilter.MaxLimit)))));
    }

    public void MapReceiver(IEndpointRouteBuilder routes, string key) => routes.MapOtlp(store, key);

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
