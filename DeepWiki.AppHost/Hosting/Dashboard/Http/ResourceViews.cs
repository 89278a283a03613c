using System.Diagnostics;
using Aspire.Hosting.Azure;
using DeepWiki.AppHost.Hosting.Launchers;
using DeepWiki.AppHost.Hosting.Model;

namespace DeepWiki.AppHost.Hosting.Dashboard.Http;

/// <summary>Describes the resources of the graph, and the host itself, for the dashboard.</summary>
internal sealed class ResourceViews(DistributedApplicationModel model, ResourceNotificationService notifications, IEnumerable<ILauncher> launchers)
{
    public const string HostName = "apphost";

    private static readonly Process Self = Process.GetCurrentProcess();
    private static readonly long Begun = DashboardJson.Microseconds(new DateTimeOffset(Self.StartTime));

    public IReadOnlyList<ResourceView> All() => [Host(), .. model.Resources.Select(Describe)];

    public IResource? Find(string name) => model.Resources.FirstOrDefault(resource => string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase));

    // Changes that are worth telling show as another snapshot.
    public CustomResourceSnapshot? Snapshot(IResource resource) => notifications.TryGetCurrentState(resource.Name, out var known) ? known?.Snapshot : null;

    public IReadOnlyList<IResource> Resources => [.. model.Resources];

    public ResourceView Describe(IResource resource)
    {
        var snapshot = Snapshot(resource) ?? new CustomResourceSnapshot();
        var isRun = launchers.Any(launcher => launcher.Handles(resource));
        return new ResourceView(resource.Name, Type(resource))
        {
            Parent = (resource as IResourceWithParent)?.Parent.Name,
            State = snapshot.State?.Text ?? KnownResourceStates.NotStarted,
            Health = snapshot.HealthStatus?.ToString().ToLowerInvariant(),
            Reason = snapshot.Reason,
            ExitCode = snapshot.ExitCode,
            IsReady = snapshot.IsReady,
            Source = Source(resource),
            Value = resource is ParameterResource parameter ? Shown(parameter) : null,
            Addresses = [.. resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.AllocatedPort is not null).Select(Address)],
            WaitsFor = [.. resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Dependency.Name)],
            Checks = [.. snapshot.Checks.Select(check => new CheckView(check.Key, check.Status.ToString().ToLowerInvariant(), check.Reason, DashboardJson.Microseconds(check.Time)))],
            Commands = isRun ? Commands(snapshot) : [],
            ProcessId = snapshot.ProcessId,
            StartedAt = snapshot.StartedAt is { } start ? DashboardJson.Microseconds(start) : null,
            EndedAt = snapshot.EndedAt is { } end ? DashboardJson.Microseconds(end) : null,
            Restarts = Math.Max(0, snapshot.Starts - 1),
            HasConsole = isRun,
        };
    }

    public static ResourceView Host() => new(HostName, "host")
    {
        State = KnownResourceStates.Running,
        Health = "healthy",
        IsReady = true,
        Source = $"{typeof(ResourceViews).Assembly.GetName().Name}.csproj",
        ProcessId = Environment.ProcessId,
        StartedAt = Begun,
    };

    // That a secret is set is told.
    private static string Shown(ParameterResource parameter) =>
        parameter.Secret && parameter.Resolve().Length > 0 ? SecretMask.Hidden : parameter.Resolve();

    private static string Type(IResource resource) => resource switch
    {
        ProjectResource => "project",
        ExecutableResource => "executable",
        PostgresServerResource => "postgres",
        PostgresDatabaseResource => "database",
        RedisResource => "redis",
        ContainerResource => "container",
        ParameterResource => "parameter",
        ConnectionStringResource => "connection string",
        AzureBicepResource => "template",
        _ => "resource",
    };

    private static string? Source(IResource resource) => resource switch
    {
        ProjectResource => resource.Annotations.OfType<ProjectAnnotation>().FirstOrDefault() is { } project ? Path.GetFileName(project.ProjectPath) : null,
        ExecutableResource executable => executable.Command,
        ContainerResource => resource.Annotations.OfType<ImageAnnotation>().LastOrDefault() is { } image ? $"{image.Image} as a process" : null,
        PostgresDatabaseResource database => database.DatabaseName,
        _ => null,
    };

    private static string Address(EndpointAnnotation endpoint) =>
        endpoint.Scheme == "http" ? $"http://localhost:{endpoint.AllocatedPort}" : $"localhost:{endpoint.AllocatedPort}";

    private static IReadOnlyList<string> Commands(CustomResourceSnapshot snapshot) => snapshot.State?.Text switch
    {
        "Running" or "Starting" => ["restart", "stop"],
        "Waiting" => ["start", "stop"],
        "Stopping" => [],
        _ => ["start"],
    };
}
