using DeepWiki.AppHost.Hosting.Configuration;

namespace DeepWiki.AppHost.Hosting.Dashboard;

/// <summary>Where services send their telemetry: to the dashboard of this host, to a receiver beside it, or nowhere.</summary>
internal sealed class TelemetryTarget(HostSettings settings)
{
    // Null: nothing is exported.
    public string? Address { get; set; } = settings.HasExternalDashboard ? settings.OtlpAddress : null;

    public string? Key { get; set; } = settings.OtlpKey;
}
