using System.Text.Json;
using DeepWiki.AppHost.Hosting.Orchestration;
using Microsoft.AspNetCore.Http;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>
/// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): a resource that changed, and how far consoles and
/// telemetry have come. It tells what is new and lets the page ask for it, so a slow page holds no memory here.
/// </summary>
internal sealed class EventStream(ResourceViews views, ResourceLogs logs, Func<object> counts, JsonSerializerOptions json, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task WriteAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.ContentType = "text/event-stream";
        using var timer = new PeriodicTimer(Tick, time);
        Dictionary<string, CustomResourceSnapshot?> known = [];
        var (isNew, lastConsole, lastCounts, quiet) = (true, "", "", time.GetTimestamp());
        try
        {
            do
            {
                List<(string Name, string Data)> events = isNew ? [("resource", JsonSerializer.Serialize(ResourceViews.Host(), json))] : [];
                foreach (var resource in views.Resources.Where(resource => !known.TryGetValue(resource.Name, out var snapshot) || !ReferenceEquals(snapshot, views.Snapshot(resource))))
                {
                    known[resource.Name] = views.Snapshot(resource);
                    events.Add(("resource", JsonSerializer.Serialize(views.Describe(resource), json)));
                }

                AddChanged(events, "console", views.Resources.Where(resource => logs.LastNumber(resource) > 0).ToDictionary(resource => resource.Name, logs.LastNumber), ref lastConsole);
                AddChanged(events, "counts", counts(), ref lastCounts);
                if (events.Count == 0 && time.GetElapsedTime(quiet) > Heartbeat)
                {
                    events.Add(("heartbeat", "{}"));
                }

                foreach (var (name, data) in events)
                {
                    await context.Response.WriteAsync($"event: {name}\ndata: {data}\n\n", end.Token);
                    quiet = time.GetTimestamp();
                }

                isNew = false;
                if (events.Count > 0)
                {
                    await context.Response.Body.FlushAsync(end.Token);
                }
            }
            while (await timer.WaitForNextTickAsync(end.Token));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The page left, or the host stops and must not wait for it.
        }
    }

    private void AddChanged(List<(string Name, string Data)> events, string name, object value, ref string last)
    {
        var data = JsonSerializer.Serialize(value, json);
        if (data != last)
        {
            events.Add((name, last = data));
        }
    }
}
