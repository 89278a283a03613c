namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>A whole trace.</summary>
/// <param name="Spans">In the order of a waterfall: depth first, siblings by start.</param>
/// <param name="Logs">Oldest first.</param>
internal sealed record TraceDetail(string TraceId, long Start, long Duration, IReadOnlyList<SpanRow> Spans, IReadOnlyList<LogRow> Logs);
