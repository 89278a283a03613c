namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

internal sealed record ChartDefinition(string Id, string Title, string Unit, params ChartLine[] Lines)
{
    /// <summary>In the order of the page.</summary>
    public static IReadOnlyList<ChartDefinition> All { get; } =
    [
        new("requests", "Requests", "1/s", new ChartLine(TelemetryNames.RequestDuration, Statistic.Rate, By: ChartLine.Service)),
        // A socket lasts as long as its client stays; what it does has charts of its own.
        new("request-time", "Request time, p95", "s", new ChartLine(TelemetryNames.RequestDuration, Statistic.P95, By: ChartLine.Service) { Except = (TelemetryNames.StatusCode, "101") }),
        new(
            "first-delta", "Time to first delta", "s",
            new ChartLine(TelemetryNames.FirstDelta, Statistic.Median, "p50"), new ChartLine(TelemetryNames.FirstDelta, Statistic.P95, "p95")),
        new(
            "running", "Running", "",
            new ChartLine(TelemetryNames.ActiveChats, Statistic.Last, "streams"), new ChartLine(TelemetryNames.ActiveJobs, Statistic.Last, "jobs")),
        new("embedded", "Chunks embedded", "1/s", new ChartLine(TelemetryNames.EmbeddedTexts, Statistic.Rate, "chunks")),
        // Each service counts the one queue: a sum would count it twice.
        new("queue", "Queue depth", "", new ChartLine(TelemetryNames.QueueDepth, Statistic.Last, By: ChartLine.Service) { Except = (TelemetryNames.JobState, "running") }),
        new("model-time", "Model call time, p95", "s", new ChartLine(TelemetryNames.ModelDuration, Statistic.P95, By: TelemetryNames.Model)),
        new("connections", "Connection pool", "", new ChartLine(TelemetryNames.Connections, Statistic.Last, By: TelemetryNames.ConnectionState)),
        new("heap", "Managed heap", "By", new ChartLine(TelemetryNames.HeapSize, Statistic.Last, By: ChartLine.Service)),
        new("cpu", "CPU", "cores", new ChartLine(TelemetryNames.CpuTime, Statistic.Rate, By: ChartLine.Service)),
    ];
}
