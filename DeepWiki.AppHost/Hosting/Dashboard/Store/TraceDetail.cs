namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>A whole trace.</summary>
/// <param name="Spans">In the order of a waterfall: depth first, siblings by start.</param>
/// <param name="Omitted">Spans beyond those, where there are too many.</param>
/// <param name="Logs">Oldest first.</param>
/// <param name="OmittedLogs">Logs before those, where there are too many.</param>
internal sealed record TraceDetail(
    string TraceId,
    long Start,
    long Duration,
    IReadOnlyList<SpanRow> Spans,
    int Omitted,
    IReadOnlyList<LogRow> Logs,
    int OmittedLogs);
