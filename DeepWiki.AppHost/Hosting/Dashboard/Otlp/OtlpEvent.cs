namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

internal sealed record OtlpEvent(long Time, string Name, IReadOnlyList<TelemetryAttribute> Attributes);
