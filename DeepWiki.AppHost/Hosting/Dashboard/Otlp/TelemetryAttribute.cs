namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

internal sealed record TelemetryAttribute(string Key, string Value);
