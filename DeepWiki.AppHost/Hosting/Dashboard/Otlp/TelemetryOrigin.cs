namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>Where spans, logs and metrics come from.</summary>
/// <param name="Service"><c>service.name</c>.</param>
/// <param name="Instance"><c>service.instance.id</c>; empty where none is said.</param>
/// <param name="Scope">The activity source, log category or meter.</param>
internal sealed record TelemetryOrigin(string Service, string Instance, string Scope);
