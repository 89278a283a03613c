namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>One instrument as it was sent.</summary>
/// <param name="Scope">The meter.</param>
/// <param name="IsDelta">Each point holds what was added since the one before it, not since the start.</param>
internal sealed record OtlpMetric(string Scope, string Name, string Description, string Unit, MetricKind Kind, bool IsDelta);
