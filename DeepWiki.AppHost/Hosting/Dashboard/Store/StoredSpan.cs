using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Number">Grows in order of arrival.</param>
/// <param name="Bytes">Estimated.</param>
internal sealed record StoredSpan(TelemetryResource Resource, OtlpSpan Span, long Number, long Bytes);
