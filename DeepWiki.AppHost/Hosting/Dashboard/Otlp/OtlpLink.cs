namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

internal sealed record OtlpLink(string TraceId, string SpanId, IReadOnlyList<TelemetryAttribute> Attributes);
