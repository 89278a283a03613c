using DeepWiki.ServiceDefaults.Masking;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DeepWiki.ServiceDefaults.Telemetry;

/// <summary>
/// Configures which traces and metrics of a service are sent over OTLP, and holds their providers from the first moment of the service to its last.
/// Nothing is sent unless <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a receiver.
/// </summary>
internal sealed class TelemetryService(IConfiguration configuration, IHostEnvironment environment, TextMask? mask = null) : IHostedService, IDisposable
{
    private const int ShutdownMilliseconds = 5_000;

    internal static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "DeepWiki"];

    internal static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Routing",
        "System.Net.Http", "System.Runtime", "Npgsql", "DeepWiki",
    ];

    private TracerProvider? tracing;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (TelemetryResource.HasExporter(configuration))
        {
            var resource = TelemetryResource.Create(environment);
            // Endpoint, protocol, headers and delays come from the configuration, for logs too: the environment is a part of it.
            tracing = Sdk.CreateTracerProviderBuilder().ConfigureServices(services => services.AddSingleton(configuration))
                .SetResourceBuilder(resource).SetSampler(new ServiceSampler()).AddSource(Sources)
                .AddProcessor(new MaskingSpanProcessor(mask ?? TextMask.None)).AddOtlpExporter().Build();
            metrics = Sdk.CreateMeterProviderBuilder().ConfigureServices(services => services.AddSingleton(configuration))
                .SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        tracing?.Shutdown(ShutdownMilliseconds);
        metrics?.Shutdown(ShutdownMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        tracing?.Dispose();
        metrics?.Dispose();
    }
}
