using System.Runtime.InteropServices;
using DeepWiki.AppHost.Hosting.Model;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Orchestration;

/// <summary>Says on the console what starts, what is ready and what failed: one line per change.</summary>
internal sealed class FirstRunOutput(ResourceNotificationService notifications) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Console.WriteLine($"DeepWiki 0.1.0, .NET {Environment.Version}, {RuntimeInformation.RuntimeIdentifier}");
        Dictionary<string, string> shown = [];
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (change.Resource is ParameterResource or IResourceWithParent)
            {
                continue;
            }

            var text = ResourceNotificationService.IsHealthy(change.Snapshot) ? "ready" : change.Snapshot.State?.Text ?? "";
            if (shown.GetValueOrDefault(change.Resource.Name) == text)
            {
                continue;
            }

            shown[change.Resource.Name] = text;
            Console.WriteLine($"    {change.Resource.Name,-11} {text,-13} {(text == "ready" ? Address(change.Resource) : change.Snapshot.ExitCode == 0 ? "" : change.Snapshot.Reason)}".TrimEnd());
        }
    }

    private static string Address(IResource resource) => string.Join(' ', resource.Annotations.OfType<EndpointAnnotation>()
        .Select(endpoint => endpoint.Scheme == "http" ? $"http://localhost:{endpoint.AllocatedPort}" : $"localhost:{endpoint.AllocatedPort}"));
}
