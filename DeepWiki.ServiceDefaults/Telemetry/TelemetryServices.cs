using System.Reflection;
using DeepWiki.ServiceDefaults.Health;
using DeepWiki.ServiceDefaults.Redaction;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DeepWiki.ServiceDefaults.Telemetry;

/// <summary>
/// Registers which traces, metrics and logs of a service are sent over OTLP. Endpoint, protocol, headers and delays come from the configuration, of
/// which the environment is a part.
/// </summary>
internal static class TelemetryServices
{
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Sources = ["System.Net.Http", "Npgsql", "DeepWiki"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Routing",
        "System.Net.Http", "System.Runtime", "Npgsql", "DeepWiki",
    ];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TextRedactor.None);
        // A record has its trace and span in fields of its own.
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        // One for all three signals, unless the environment names the instance.
        var instance = Guid.NewGuid().ToString();
        builder.Services.AddOpenTelemetry()
            // The environment is read last and so wins over the name of the application.
            .ConfigureResource(resource => resource
                .AddService(builder.Environment.ApplicationName, serviceVersion: Version(), serviceInstanceId: instance)
                .AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing
                .SetSampler(new ServiceSampler())
                .AddSource(Sources)
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !HealthPaths.IsProbe(context.Request))
                .AddProcessor<RedactingSpanProcessor>())
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithLogging(logging => logging.AddProcessor<RedactingLogProcessor>())
            // The exporters come after the processors above, whatever the order of these calls.
            .UseOtlpExporter();
    }

    private static string? Version() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
