using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>Knows which process stands for a resource.</summary>
internal interface ILauncher
{
    bool Handles(IResource resource);

    // Once, before anything starts: settles what others read, such as the password of an existing cluster.
    void Prepare(IResource resource);

    Task<LaunchPlan> PlanAsync(IResource resource, CancellationToken cancellationToken);
}
