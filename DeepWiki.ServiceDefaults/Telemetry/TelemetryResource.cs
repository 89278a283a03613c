using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Resources;

namespace DeepWiki.ServiceDefaults.Telemetry;

internal static class TelemetryResource
{
    public static bool HasExporter(IConfiguration configuration) => configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };

    // The environment is read last and so wins over the name of the application.
    public static ResourceBuilder Create(IHostEnvironment environment) =>
        ResourceBuilder.CreateEmpty()
            .AddService(environment.ApplicationName, serviceVersion: Version())
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();

    private static string? Version() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
