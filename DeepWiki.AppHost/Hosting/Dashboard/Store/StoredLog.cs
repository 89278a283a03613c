using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Id">Grows in order of arrival.</param>
/// <param name="Bytes">Estimated.</param>
internal sealed record StoredLog(long Id, TelemetryResource Resource, OtlpLog Log, long Bytes);
