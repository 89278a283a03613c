using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>About how many bytes telemetry takes in memory; rather too many than too few.</summary>
internal static class MemoryEstimate
{
    private const int Object = 64;
    private const int SpanObjects = 512;
    private const int LogObjects = 256;

    public static long Of(OtlpSpan span) =>
        SpanObjects + Of(span.TraceId) + Of(span.SpanId) + Of(span.ParentId) + Of(span.Scope) + Of(span.Name) + Of(span.StatusMessage) + Of(span.Attributes) +
        span.Events.Sum(item => Object + Of(item.Name) + Of(item.Attributes)) +
        span.Links.Sum(link => Object + Of(link.TraceId) + Of(link.SpanId) + Of(link.Attributes));

    public static long Of(OtlpLog log) => LogObjects + Of(log.Category) + Of(log.Text) + Of(log.TraceId) + Of(log.SpanId) + Of(log.Attributes);

    public static long Of(OtlpMetric metric) => Object + Of(metric.Scope) + Of(metric.Name) + Of(metric.Description) + Of(metric.Unit);

    public static long Of(IReadOnlyList<TelemetryAttribute> attributes) =>
        Object + attributes.Sum(attribute => Object + Of(attribute.Key) + Of(attribute.Value));

    public static long Of(string? text) => text is null ? 0 : 24 + sizeof(char) * (long)text.Length;
}
