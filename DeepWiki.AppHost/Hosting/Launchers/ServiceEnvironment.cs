using System.Collections;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using DeepWiki.AppHost.Hosting.Dashboard;
using DeepWiki.AppHost.Hosting.Model;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>Gathers what a service receives; later writers win.</summary>
internal sealed class ServiceEnvironment(IHostEnvironment host, DistributedApplicationExecutionContext execution, TelemetryTarget telemetry)
{
    // These would make every service listen where the AppHost listens, or report as the AppHost.
    private static readonly HashSet<string> Removed = new(StringComparer.OrdinalIgnoreCase)
    {
        "ASPNETCORE_URLS", "URLS", "HTTP_PORTS", "HTTPS_PORTS", "ASPNETCORE_HTTP_PORTS", "PORT", "DOTNET_URLS", "DOTNET_LAUNCH_PROFILE",
    };

    private static readonly string[] RemovedPrefixes = ["MSBUILD", "ASPIRE_", "OTEL_"];

    // Kept over restarts: what comes back is the same instance to whoever reads its telemetry.
    private readonly ConcurrentDictionary<string, string> instances = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, IReadOnlyList<EnvironmentVariable>> latest = new(StringComparer.OrdinalIgnoreCase);

    public async Task<IReadOnlyDictionary<string, string>> CreateAsync(IResource resource, CancellationToken cancellationToken)
    {
        Dictionary<string, string> variables = [];
        WriteTelemetry(variables, resource);
        var context = new EnvironmentCallbackContext(resource, execution);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentAnnotation>())
        {
            annotation.Callback(context);
        }

        WriteAddresses(variables, resource, context);
        WriteProfile(variables, resource, context);
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            variables[name] = value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) ?? "" : value.ToString() ?? "";
        }

        List<EnvironmentVariable> report = [.. variables.Select(variable => Describe(variable, context))];
        // Last and weakest: what the graph or a launch profile says is meant for this service, what the AppHost was started with is not.
        foreach (var (name, value) in Inherited().Where(variable => variables.TryAdd(variable.Name, variable.Value)))
        {
            report.Add(new EnvironmentVariable(name, value, EnvironmentOrigin.Inherited, SecretMask.IsSecret(name, value) || !SecretMask.IsKnownName(name)));
        }

        latest[resource.Name] = [.. report.OrderBy(variable => variable.Origin).ThenBy(variable => variable.Name, StringComparer.Ordinal)];
        return variables;
    }

    // What a resource was given at its last start; empty for those that get none.
    public IReadOnlyList<EnvironmentVariable> Latest(IResource resource) => latest.GetValueOrDefault(resource.Name) ?? [];

    internal static bool IsInherited(string name) =>
        !Removed.Contains(name) && !RemovedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static EnvironmentVariable Describe(KeyValuePair<string, string> variable, EnvironmentCallbackContext context) =>
        context.EnvironmentVariables.TryGetValue(variable.Key, out var source)
            ? new EnvironmentVariable(variable.Key, variable.Value, EnvironmentOrigin.Graph, SecretMask.IsSecret(source) || SecretMask.IsSecret(variable.Key, variable.Value))
            : new EnvironmentVariable(variable.Key, variable.Value, EnvironmentOrigin.Host, SecretMask.IsSecret(variable.Key, variable.Value));

    private static IEnumerable<(string Name, string Value)> Inherited() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => ((string)entry.Key, (string?)entry.Value ?? ""))
            .Where(entry => IsInherited(entry.Item1));

    private static string NewInstance() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 8);

    private void WriteTelemetry(Dictionary<string, string> variables, IResource resource)
    {
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instances.GetOrAdd(resource.Name, _ => NewInstance())}";
        variables["OTEL_SERVICE_NAME"] = resource.Name;
        if (telemetry.Address is { Length: > 0 } address)
        {
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = address;
            // Never http/json: the exporter silently falls back to gRPC.
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
            if (telemetry.Key is { Length: > 0 } key)
            {
                variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
            }
        }

        if (host.IsDevelopment())
        {
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        }

        variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
    }

    private static void WriteAddresses(Dictionary<string, string> variables, IResource resource, EnvironmentCallbackContext context)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (resource is ProjectResource && endpoints.Count > 0 && !context.EnvironmentVariables.ContainsKey("ASPNETCORE_URLS"))
        {
            variables["ASPNETCORE_URLS"] = string.Join(';', endpoints.Select(endpoint => $"{endpoint.Scheme}://localhost:{endpoint.AllocatedPort}"));
        }

        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Variable is not null))
        {
            variables[endpoint.Variable!] = endpoint.AllocatedPort?.ToString() ?? ""; // Filtered just above.
        }
    }

    private static void WriteProfile(Dictionary<string, string> variables, IResource resource, EnvironmentCallbackContext context)
    {
        if (resource.Annotations.OfType<ProjectAnnotation>().SingleOrDefault()?.Profile is not { } profile)
        {
            return;
        }

        variables.TryAdd("DOTNET_LAUNCH_PROFILE", profile.Name);
        foreach (var (name, value) in profile.Variables.Where(variable => !context.EnvironmentVariables.ContainsKey(variable.Key)))
        {
            variables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
        }
    }
}
