using DeepWiki.AppHost.Hosting.Model;

namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>Turns the changes of resources into rows, with the time that starts and stops took.</summary>
internal sealed class ResourceRows(TimeProvider time)
{
    private readonly Dictionary<string, ResourceRow> rows = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> begun = new(StringComparer.OrdinalIgnoreCase);

    // Stores first, as they start first.
    public IReadOnlyList<ResourceRow> All(IEnumerable<IResource> resources) =>
        [.. resources.Where(IsShown).OrderBy(resource => resource is not ContainerResource)
            .ThenBy(resource => resource is ContainerResource ? resource.Name : "")
            .Select(resource => rows.GetValueOrDefault(resource.Name) ?? new ResourceRow(resource.Name, "waiting"))];

    // Null: nothing to see.
    public ResourceRow? Change(ResourceEvent change)
    {
        var name = change.Resource.Name;
        var before = rows.GetValueOrDefault(name);
        if (!IsShown(change.Resource) || Row(change.Resource, change.Snapshot, before) is not { } row || before?.State == row.State)
        {
            return null;
        }

        if (row.State == "starting" || row.State == "stopping")
        {
            begun[name] = time.GetTimestamp();
        }

        rows[name] = row;
        return row;
    }

    private static bool IsShown(IResource resource) => resource is ContainerResource or ProjectResource or ExecutableResource;

    private ResourceRow? Row(IResource resource, CustomResourceSnapshot snapshot, ResourceRow? before)
    {
        var name = resource.Name;
        var state = snapshot.State?.Text;
        return state switch
        {
            "NotStarted" => new ResourceRow(name, "idle", Detail: "started by command"),
            "Waiting" => new ResourceRow(name, "waiting"),
            "Starting" => new ResourceRow(name, "starting"),
            "Running" when ResourceNotificationService.IsHealthy(snapshot) => new ResourceRow(name, "ready", Elapsed(name, before, "starting"), Address(resource)),
            "Running" when snapshot.IsReady => new ResourceRow(name, "ailing", Detail: FirstLine(snapshot.Reason)),
            "Running" => null,
            "Stopping" => new ResourceRow(name, "stopping"),
            "FailedToStart" => new ResourceRow(name, "failed", Detail: FirstLine(snapshot.Reason)),
            _ when before?.State is null or "waiting" or "idle" => new ResourceRow(name, "stopped", Detail: "never started"),
            // A start that was cut short has no exit code.
            _ when before.State == "stopping" || snapshot.ExitCode is null => new ResourceRow(name, "stopped", Elapsed(name, before, "stopping")),
            _ => new ResourceRow(name, "ended", Detail: $"exit code {snapshot.ExitCode?.ToString() ?? "none"}"),
        };
    }

    private TimeSpan? Elapsed(string name, ResourceRow? before, string since) =>
        before?.State == since && begun.TryGetValue(name, out var start) ? time.GetElapsedTime(start) : null;

    private static string Address(IResource resource) => string.Join(' ', resource.Annotations.OfType<EndpointAnnotation>()
        .Select(endpoint => endpoint.Scheme == "http" ? $"http://localhost:{endpoint.AllocatedPort}" : $"localhost:{endpoint.AllocatedPort}"));

    private static string FirstLine(string? text) => (text ?? "").Split('\n')[0];
}
