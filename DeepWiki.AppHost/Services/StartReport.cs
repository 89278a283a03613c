using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Services;

/// <summary>Prints the addresses that people open once all services are healthy, and names a resource that did not come up.</summary>
internal sealed class StartReport(
    DistributedApplicationModel model, ResourceNotificationService notifications, IConfiguration configuration, TextWriter output) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var failures = ReportFailuresAsync(stoppingToken);
            await Task.WhenAll(model.GetProjectResources().Select(project => notifications.WaitForResourceHealthyAsync(project.Name, WaitBehavior.WaitOnResourceUnavailable, stoppingToken)));
            await output.WriteLineAsync(Addresses());
            await failures;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before everything stood.
        }
    }

    private async Task ReportFailuresAsync(CancellationToken cancellationToken)
    {
        HashSet<string> told = [];
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (change.Resource is not (ProjectResource or ExecutableResource))
            {
                continue;
            }

            if (!HasFailed(change.Snapshot))
            {
                told.Remove(change.ResourceId);
            }
            else if (told.Add(change.ResourceId))
            {
                await output.WriteLineAsync($"  {change.Resource.Name} ended unexpectedly. Its console is in the dashboard: {Dashboard()}");
            }
        }
    }

    // Who is stopped by command ends with 0; a signal, as after a crash, counts as -1.
    private static bool HasFailed(CustomResourceSnapshot snapshot) => snapshot.State?.Text == KnownResourceStates.FailedToStart
        || (KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text) && snapshot.ExitCode is not (null or 0));

    private string Addresses()
    {
        var wiki = model.GetProjectResources().SelectMany(project => project.GetEndpoints())
            .FirstOrDefault(endpoint => endpoint.EndpointAnnotation is { IsExternal: true, UriScheme: "http" })?.Url;
        return $"""
              Wiki       {wiki}
              API        {wiki}/api-reference
              Dashboard  {Dashboard()}
            Ctrl+C stops everything.
            """;
    }

    // With random ports it is not where the configuration says.
    private string Dashboard()
    {
        var address = model.Resources.OfType<IResourceWithEndpoints>().Where(resource => resource.Name == "aspire-dashboard").SelectMany(dashboard => dashboard.GetEndpoints())
            .FirstOrDefault(endpoint => endpoint is { IsAllocated: true, EndpointName: "http" or "https" })?.Url;
        return address is null ? "not started" : $"{address}/login?t={configuration["AppHost:BrowserToken"]}";
    }
}
