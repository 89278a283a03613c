using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Launchers;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Processes;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Orchestration;

/// <summary>Starts every resource when that which it waits for is ready, follows it, and stops all in order.</summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    IEnumerable<ILauncher> launchers,
    HealthMonitor health,
    ResourceLogs logs,
    PortAssignment ports,
    HostSettings settings,
    IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly LaunchThread thread = new();
    private readonly Dictionary<string, ResourceRun> runs = new(StringComparer.OrdinalIgnoreCase);
    private RunFile? runFile;
    private Task starts = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunFile.EndOrphansAsync(RunFile.DefaultFolder);
        Preflight.PreflightChecks.Run(model, launchers, ports);
        if (settings.ChecksOnly)
        {
            lifetime.StopApplication();
            return;
        }

        runFile = new RunFile(RunFile.DefaultFolder);
        foreach (var resource in model.Resources)
        {
            runs[resource.Name] = new ResourceRun(resource);
            Publish(resource, IsStored(resource) ? KnownResourceStates.Running : KnownResourceStates.Waiting, healthy: !IsChild(resource) && IsStored(resource));
        }

        starts = Task.WhenAll(model.Resources.Select(resource => BeginAsync(runs[resource.Name])));
        await starts.WaitAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await starts;
        Func<IResource, bool>[] order =
            [resource => resource is ProjectResource or ExecutableResource, resource => resource is RedisResource, resource => resource is PostgresServerResource];
        foreach (var stage in order)
        {
            await Task.WhenAll(runs.Values.Where(run => stage(run.Resource)).Select(StopAsync));
        }

        logs.Dispose();
        ports.Dispose();
        runFile?.Dispose();
    }

    public void Dispose()
    {
        thread.Dispose();
        stopping.Dispose();
        foreach (var run in runs.Values)
        {
            run.Dispose();
        }
    }

    // For tests: what must be gone after a stop.
    internal (int ProcessId, string? Folder) Describe(string name) =>
        runs[name].Process is { } process ? (process.ProcessId, process.TemporaryFolder) : default;

    public void KillAll()
    {
        foreach (var run in runs.Values)
        {
            run.Process?.Kill();
        }
    }

    public async Task<bool> ExecuteAsync(string name, string command, CancellationToken cancellationToken)
    {
        if (!runs.TryGetValue(name, out var run) || !launchers.Any(launcher => launcher.Handles(run.Resource)))
        {
            return false;
        }

        await run.Gate.WaitAsync(cancellationToken);
        try
        {
            if (command is "stop" or "restart")
            {
                await StopAsync(run);
            }

            if (command is "start" or "restart" && run.Process is null or { Exited.IsCompleted: true })
            {
                await LaunchAsync(run);
            }

            return command is "start" or "stop" or "restart";
        }
        finally
        {
            run.Gate.Release();
        }
    }

    private static bool IsChild(IResource resource) => resource is IResourceWithParent;

    private bool IsStored(IResource resource) => !IsChild(resource) && !launchers.Any(launcher => launcher.Handles(resource));

    private async Task BeginAsync(ResourceRun run)
    {
        if (IsStored(run.Resource))
        {
            return;
        }

        if (run.Resource.Annotations.OfType<ExplicitStartAnnotation>().Any())
        {
            Publish(run.Resource, KnownResourceStates.NotStarted, healthy: false);
            return;
        }

        try
        {
            foreach (var wait in Waits(run.Resource))
            {
                await WaitAsync(wait);
            }

            if (IsChild(run.Resource))
            {
                Publish(run.Resource, KnownResourceStates.Running, healthy: false);
                run.HealthEnd = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
                run.Following = health.FollowAsync(run.Resource, run.HealthEnd.Token);
                return;
            }

            await run.Gate.WaitAsync(stopping.Token);
            try
            {
                await LaunchAsync(run);
            }
            finally
            {
                run.Gate.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Publish(run.Resource, KnownResourceStates.Exited, healthy: false);
        }
        catch (DistributedApplicationException exception)
        {
            Fail(run.Resource, exception.Message);
        }
    }

    private static IEnumerable<WaitAnnotation> Waits(IResource resource) => resource is IResourceWithParent child
        ? [new WaitAnnotation(child.Parent, ExitCode: null)]
        : resource.Annotations.OfType<WaitAnnotation>();

    private async Task WaitAsync(WaitAnnotation wait)
    {
        if (IsStored(wait.Dependency))
        {
            return;
        }

        if (wait.ExitCode is not { } expected)
        {
            await notifications.WaitForResourceHealthyAsync(wait.Dependency.Name, stopping.Token);
            return;
        }

        var ended = await notifications.WaitForResourceAsync(wait.Dependency.Name, change => change.Snapshot.IsTerminal, stopping.Token);
        if (ended.Snapshot.ExitCode != expected)
        {
            throw new DistributedApplicationException($"'{wait.Dependency.Name}' ended with {ended.Snapshot.ExitCode}, not {expected}.");
        }
    }

    private async Task LaunchAsync(ResourceRun run)
    {
        var resource = run.Resource;
        Publish(resource, KnownResourceStates.Starting, healthy: false);
        try
        {
            var plan = await launchers.First(launcher => launcher.Handles(resource)).PlanAsync(resource, stopping.Token);
            run.Process = await ChildProcess.StartAsync(resource.Name, plan, thread, runFile!, (line, isError) => logs.Add(resource, line, isError)); // Set at the start.
        }
        catch (Exception exception) when (exception is DistributedApplicationException or IOException or InvalidOperationException
            or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            Fail(resource, exception.Message);
            return;
        }

        Publish(resource, KnownResourceStates.Running, healthy: false);
        run.HealthEnd = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        run.Following = Task.WhenAll(health.FollowAsync(resource, run.HealthEnd.Token), FollowAsync(run, run.Process));
    }

    private async Task FollowAsync(ResourceRun run, ChildProcess process)
    {
        var code = await process.Exited;
        await (run.HealthEnd?.CancelAsync() ?? Task.CompletedTask);
        var state = run.Resource is ContainerResource ? KnownResourceStates.Exited : KnownResourceStates.Finished;
        notifications.Publish(run.Resource, before => before with
        {
            State = new(state, Style: null),
            ExitCode = code,
            HealthStatus = null,
            IsReady = false,
            Reason = string.Join('\n', logs.Last(run.Resource, 20).Select(line => line.Text)),
        });
    }

    private async Task StopAsync(ResourceRun run)
    {
        if (run.HealthEnd is { } end)
        {
            await end.CancelAsync();
        }

        if (run.Process is { } process)
        {
            if (!process.Exited.IsCompleted)
            {
                Publish(run.Resource, KnownResourceStates.Stopping, healthy: false);
            }

            await process.StopAsync();
        }

        await run.Following;
        run.Process = null;
    }

    private void Fail(IResource resource, string reason) => notifications.Publish(resource, before => before with
    {
        State = new(KnownResourceStates.FailedToStart, Style: null),
        HealthStatus = null,
        IsReady = false,
        Reason = reason,
    });

    private void Publish(IResource resource, string state, bool healthy) => notifications.Publish(resource, before => before with
    {
        State = new(state, Style: null),
        ExitCode = null,
        IsReady = healthy,
        Reason = null,
        HealthStatus = healthy ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy : null,
    });
}
