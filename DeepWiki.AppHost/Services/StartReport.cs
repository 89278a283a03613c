namespace DeepWiki.AppHost.Services;

/// <summary>Prints the addresses that people open once all services are healthy, and names a resource that did not come up.</summary>
internal sealed class StartReport(
    DistributedApplicationModel model, ResourceNotificationService notifications, IConfiguration configuration, TextWriter output) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(ReportAddressesAsync(stoppingToken), ReportFailuresAsync(stoppingToken));

    private async Task ReportAddressesAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(model.GetProjectResources()
            .Select(project => notifications.WaitForResourceHealthyAsync(project.Name, WaitBehavior.WaitOnResourceUnavailable, cancellationToken)));
        var wiki = model.GetProjectResources().SelectMany(project => project.GetEndpoints())
            .First(endpoint => endpoint.EndpointAnnotation is { IsExternal: true, UriScheme: "http" }).Url;
        await output.WriteLineAsync($"""
              Wiki       {wiki}
              API        {wiki}/api-reference
              Dashboard  {Dashboard()}
            Ctrl+C stops everything.
            """);
    }

    private async Task ReportFailuresAsync(CancellationToken cancellationToken)
    {
        HashSet<string> told = [];
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            if (!HasFailed(change.Snapshot))
            {
                told.Remove(change.ResourceId);
            }
            else if (change.Resource is ProjectResource or ExecutableResource && told.Add(change.ResourceId))
            {
                await output.WriteLineAsync($"  {change.Resource.Name} ended unexpectedly. Its console is in the dashboard: {Dashboard()}");
            }
        }
    }

    // Who is stopped by command ends with 0; a signal, as after a crash, counts as -1.
    private static bool HasFailed(CustomResourceSnapshot snapshot) => snapshot.State?.Text == KnownResourceStates.FailedToStart
        || (KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text) && snapshot.ExitCode is not (null or 0));

    // With random ports it is not where the configuration says.
    private string Dashboard()
    {
        var dashboard = model.Resources.OfType<IResourceWithEndpoints>().FirstOrDefault(resource => resource.Name == "aspire-dashboard");
        return dashboard?.GetEndpoints().FirstOrDefault(endpoint => endpoint is { IsAllocated: true, EndpointName: "http" or "https" }) is { } address
            ? $"{address.Url}/login?t={configuration["AppHost:BrowserToken"]}"
            : "not started";
    }
}
