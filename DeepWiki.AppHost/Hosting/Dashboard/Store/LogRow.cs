using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Id">Grows in order of arrival.</param>
/// <param name="Time">In microseconds.</param>
/// <param name="Level">trace, debug, information, warning, error or critical.</param>
/// <param name="Resource">Who wrote it.</param>
/// <param name="Category">Of the logger.</param>
/// <param name="Text">With its values.</param>
/// <param name="TraceId">Of the trace it belongs to.</param>
/// <param name="SpanId">Of the span it belongs to.</param>
/// <param name="Attributes">As sent.</param>
/// <param name="Exception">With its stack trace, where known.</param>
internal sealed record LogRow(
    long Id,
    long Time,
    string Level,
    string Resource,
    string Category,
    string Text,
    string? TraceId,
    string? SpanId,
    IReadOnlyList<TelemetryAttribute> Attributes,
    string? Exception);
