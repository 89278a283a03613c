using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>A log record.</summary>
/// <param name="Id">Grows in order of arrival.</param>
/// <param name="Level">trace, debug, information, warning, error or critical.</param>
/// <param name="Category">Of the logger.</param>
/// <param name="Text">With its values.</param>
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
