using DeepWiki.ServiceDefaults.Health;
using DeepWiki.ServiceDefaults.Redaction;
using DeepWiki.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds what every service has: telemetry, redacted logs and health endpoints.</summary>
public static class Extensions
{
    private const string LiveTag = "live";

    private static readonly HttpMethodMetadata Reading = new(["GET", "HEAD"]);

    // A line per statement or request would hide the service's own records; traces have them all.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:Console:FormatterName"] = RedactingConsoleFormatter.FormatterName,
        ["Logging:LogLevel:Npgsql"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:StackExchange.Redis"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:Microsoft.AspNetCore"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:System.Net.Http"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = nameof(LogLevel.None),
        // The provider below listens to Npgsql's source and meter, and the caches trace Redis: without a receiver there is no provider at all.
        ["Aspire:Npgsql:DisableTracing"] = bool.TrueString,
        ["Aspire:Npgsql:DisableMetrics"] = bool.TrueString,
        ["Aspire:StackExchange:Redis:DisableTracing"] = bool.TrueString,
    };

    /// <summary>Adds telemetry, health checks and redaction to a service.</summary>
    /// <param name="builder">Builder of the service.</param>
    /// <param name="redact">
    /// Redacts credentials in a text that is on its way to the console or to telemetry; gives the same instance when there are none.
    /// </param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, Func<string, string>? redact = null) where TBuilder : IHostApplicationBuilder
    {
        // The first source, so that any setting overrides it.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.Services.AddSingleton(redact is null ? TextRedactor.None : new TextRedactor(redact));
        builder.Services.AddSingleton<ConsoleFormatter, RedactingConsoleFormatter>();
        builder.ConfigureOpenTelemetry();
        builder.AddDefaultHealthChecks();
        return builder;
    }

    public static TBuilder ConfigureOpenTelemetry<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        // Without a receiver no provider exists, and spans cost next to nothing.
        if (builder.Configuration[TelemetryServices.EndpointVariable] is { Length: > 0 })
        {
            builder.AddTelemetry();
        }

        return builder;
    }

    public static TBuilder AddDefaultHealthChecks<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<HealthResponseOptions>();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        builder.Services.AddOptions<HealthCheckServiceOptions>().PostConfigure<IServiceProvider, TimeProvider>(Bound);
        return builder;
    }

    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        // In every environment: probes and the published protocol need them.
        app.MapHealthChecks(HealthPaths.Health, new HealthCheckOptions { ResponseWriter = HealthResponse.WriteAsync })
            .WithMetadata(Reading)
            .AllowAnonymous()
            .DisableHttpMetrics();
        app.MapHealthChecks(
                HealthPaths.Alive, new HealthCheckOptions { Predicate = check => check.Tags.Contains(LiveTag), ResponseWriter = HealthResponse.WriteAsync })
            .WithMetadata(Reading)
            .AllowAnonymous()
            .DisableHttpMetrics();
        return app;
    }

    private static void Bound(HealthCheckServiceOptions options, IServiceProvider services, TimeProvider time)
    {
        foreach (var registration in options.Registrations.Where(registration => !registration.Tags.Contains(LiveTag)))
        {
            var check = new BoundedHealthCheck(registration.Factory, services, time);
            registration.Factory = _ => check;
        }
    }
}
