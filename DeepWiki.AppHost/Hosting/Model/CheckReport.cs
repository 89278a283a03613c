using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepWiki.AppHost.Hosting.Model;

/// <summary>What one health check found, and when.</summary>
internal sealed record CheckReport(string Key, HealthStatus Status, string? Reason, DateTimeOffset Time);
