using System.Text.Json;
using DeepWiki.AppHost.Hosting.Orchestration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>Everything the two listeners answer.</summary>
internal sealed class DashboardRoutes(
    ResourceEndpoints resources, TelemetryEndpoints telemetry, ResourceViews views, ResourceLogs logs, SecretMask mask, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource ending = new();

    public void MapPages(IEndpointRouteBuilder routes)
    {
        resources.Map(routes);
        telemetry.Map(routes);
        var json = DashboardJson.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web), mask);
        var events = new EventStream(views, logs, () => telemetry.Counts, json, time, ending.Token);
        routes.MapGet("/api/events", events.WriteAsync);
    }

    public void MapReceiver(IEndpointRouteBuilder routes, string key) => telemetry.MapReceiver(routes, key);

    // An open page must not delay the stop.
    public Task EndStreamsAsync() => ending.CancelAsync();

    public void Dispose() => ending.Dispose();
}
