using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.AppHost.Hosting.Orchestration;

/// <summary>The one running process of a resource, and its commands one at a time.</summary>
internal sealed class ResourceRun(IResource resource) : IDisposable
{
    public IResource Resource => resource;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    public ChildProcess? Process { get; set; }

    public CancellationTokenSource? HealthEnd { get; set; }

    public Task Following { get; set; } = Task.CompletedTask;

    public Task Relaunch { get; set; } = Task.CompletedTask;

    public bool IsStopping { get; set; }

    // A command ends the wait for others.
    public CancellationTokenSource WaitEnd { get; } = new();

    public bool IsCommanded => WaitEnd.IsCancellationRequested;

    // It did not start, or ended though nobody asked it to.
    public bool HasFailed { get; set; }

    public void Dispose()
    {
        Gate.Dispose();
        WaitEnd.Dispose();
        HealthEnd?.Dispose();
    }
}
