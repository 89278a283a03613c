using DeepWiki.AppHost.Hosting.Preflight;
using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>Knows which process stands for a resource.</summary>
internal interface ILauncher
{
    bool Handles(IResource resource);

    // Once, before anything starts: finds the program and settles what others read, such as the password of an existing cluster.
    Task<CheckRow?> CheckAsync(IResource resource, CancellationToken cancellationToken);

    Task<LaunchPlan> PlanAsync(IResource resource, CancellationToken cancellationToken);
}
