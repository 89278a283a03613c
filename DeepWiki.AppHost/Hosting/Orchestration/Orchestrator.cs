using DeepWiki.AppHost.Hosting.Launchers;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Processes;
using Microsoft.Extensions.Hosting;

namespace DeepWiki.AppHost.Hosting.Orchestration;

/// <summary>
/// The order in which resources are started and stopped: each is started when what it waits for is ready, and followed; at the stop services end first,
/// then Redis, then PostgreSQL.
/// </summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    IEnumerable<ILauncher> launchers,
    HealthMonitor health,
    ResourceLogs logs,
    PortAssignment ports,
    RunFile runFile,
    ScratchFolders scratch) : IHostedService, IDisposable
{
    private const int LastLines = 20;

    private readonly CancellationTokenSource stopping = new();
    private readonly LaunchThread thread = new();
    private readonly Dictionary<string, ResourceRun> runs = new(StringComparer.OrdinalIgnoreCase);
    private Task starts = Task.CompletedTask;

    public bool WasKilled { get; private set; }

    public bool HasFailure => runs.Values.Any(run => run.HasFailed);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
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
            await Task.WhenAll(runs.Values.Where(run => stage(run.Resource)).Select(StopForGoodAsync));
        }

        await Task.WhenAll(runs.Values.Select(run => run.Following));
        notifications.Complete();
        logs.Dispose();
        scratch.Dispose();
        ports.Dispose();
        runFile.Dispose();
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
    internal int ProcessId(string name) => runs[name].Process?.ProcessId ?? 0;

    public void KillAll()
    {
        WasKilled = true;
        foreach (var run in runs.Values)
        {
            run.Process?.Kill();
        }
    }

    public async Task<bool> ExecuteAsync(string name, string command, CancellationToken cancellationToken)
    {
        if (command is not ("start" or "stop" or "restart")
            || !runs.TryGetValue(name, out var run) || !launchers.Any(launcher => launcher.Handles(run.Resource)))
        {
            return false;
        }

        await run.Gate.WaitAsync(cancellationToken);
        try
        {
            if (stopping.IsCancellationRequested)
            {
                return false;
            }

            // Whoever is told to start no longer waits; whoever is told to stop does not start once the wait is over.
            var waited = !run.IsCommanded && run.Process is null;
            await run.WaitEnd.CancelAsync();
            if (command is "stop" or "restart")
            {
                await StopAsync(run);
            }

            if (command is "stop" && waited)
            {
                Publish(run.Resource, KnownResourceStates.NotStarted, healthy: false);
            }

            if (command is "start" or "restart" && run.Process is null or { Exited.IsCompleted: true })
            {
                await LaunchAsync(run);
            }

            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Publish(run.Resource, KnownResourceStates.Exited, healthy: false);
            return false;
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
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, run.WaitEnd.Token);
            foreach (var wait in Waits(run.Resource))
            {
                await WaitAsync(wait, waiting.Token);
            }

            if (IsChild(run.Resource))
            {
                Publish(run.Resource, KnownResourceStates.Running, healthy: false);
                run.Following = health.FollowAsync(run.Resource, stopping.Token);
                return;
            }

            await run.Gate.WaitAsync(stopping.Token);
            try
            {
                if (!run.IsCommanded)
                {
                    await LaunchAsync(run);
                }
            }
            finally
            {
                run.Gate.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            if (!run.IsCommanded)
            {
                Publish(run.Resource, KnownResourceStates.Exited, healthy: false);
            }
        }
        catch (OperationCanceledException) when (run.IsCommanded)
        {
            // The command decides from here on.
        }
        catch (DistributedApplicationException exception)
        {
            if (!run.IsCommanded)
            {
                Fail(run, exception.Message);
            }
        }
    }

    private static IEnumerable<WaitAnnotation> Waits(IResource resource) => resource is IResourceWithParent child
        ? [new WaitAnnotation(child.Parent, ExitCode: null)]
        : resource.Annotations.OfType<WaitAnnotation>();

    private async Task WaitAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        if (IsStored(wait.Dependency))
        {
            return;
        }

        if (wait.ExitCode is not { } expected)
        {
            await notifications.WaitForResourceHealthyAsync(wait.Dependency.Name, cancellationToken);
            return;
        }

        var ended = await notifications.WaitForResourceAsync(wait.Dependency.Name, change => change.Snapshot.IsTerminal, cancellationToken);
        if (ended.Snapshot.ExitCode != expected)
        {
            throw new DistributedApplicationException($"'{wait.Dependency.Name}' ended with {ended.Snapshot.ExitCode}, not {expected}.");
        }
    }

    private async Task LaunchAsync(ResourceRun run)
    {
        var resource = run.Resource;
        run.IsStopping = run.HasFailed = false;
        Publish(resource, KnownResourceStates.Starting, healthy: false);
        try
        {
            var plan = await launchers.First(launcher => launcher.Handles(resource)).PlanAsync(resource, stopping.Token);
            run.Process = await ChildProcess.StartAsync(resource.Name, plan, thread, runFile, (line, isError) => logs.Add(resource, line, isError));
        }
        catch (Exception exception) when (exception is DistributedApplicationException or IOException or InvalidOperationException
            or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            Fail(run, exception.Message);
            return;
        }

        Publish(resource, KnownResourceStates.Running, healthy: false);
        notifications.Publish(resource, before => before with
        {
            ProcessId = run.Process.ProcessId,
            StartedAt = run.Process.StartedAt,
            EndedAt = null,
            Starts = before.Starts + 1,
        });
        run.HealthEnd = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        run.Following = Task.WhenAll(health.FollowAsync(resource, run.HealthEnd.Token), FollowAsync(run, run.Process));
    }

    private async Task FollowAsync(ResourceRun run, ChildProcess process)
    {
        var code = await process.Exited;
        await EndHealthAsync(run);
        var resource = run.Resource;
        var isEarly = !run.IsStopping && notifications.TryGetCurrentState(resource.Name, out var known) && known is { Snapshot.IsReady: false };
        string[] lines = [.. logs.Last(resource, LastLines).Select(line => line.PlainText)];
        if (isEarly && lines.Any(line => line.Contains("address already in use", StringComparison.OrdinalIgnoreCase)) && ports.TryReplace(resource))
        {
            run.Relaunch = RelaunchAsync(run, process);
            return;
        }

        // A server is not meant to end; a program may, if it ends well.
        run.HasFailed = !run.IsStopping && (code != 0 || resource.Annotations.OfType<EndpointAnnotation>().Any());
        var state = resource is ContainerResource ? KnownResourceStates.Exited : KnownResourceStates.Finished;
        notifications.Publish(resource, before => before with
        {
            State = new(state, Style: null),
            ExitCode = code,
            HealthStatus = null,
            IsReady = false,
            Checks = [],
            ProcessId = null,
            EndedAt = DateTimeOffset.UtcNow,
            Reason = !run.HasFailed ? null
                : isEarly ? Preflight.PreflightCode.EndedEarly(resource.Name, code, logs.FileName(resource), lines)
                : string.Join('\n', lines),
        });
        health.Nudge();
    }

    private async Task RelaunchAsync(ResourceRun run, ChildProcess ended)
    {
        try
        {
            await run.Gate.WaitAsync(stopping.Token);
            try
            {
                // A command may have come first.
                if (run.Process == ended)
                {
                    await ended.StopAsync();
                    await LaunchAsync(run);
                }
            }
            finally
            {
                run.Gate.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Whoever stops everything awaits this and still has other resources to stop.
        }
    }

    private async Task StopForGoodAsync(ResourceRun run)
    {
        await run.Relaunch;
        // A command that is under way ends first.
        await run.Gate.WaitAsync(CancellationToken.None);
        try
        {
            await StopAsync(run);
        }
        finally
        {
            run.Gate.Release();
        }
    }

    private static async Task EndHealthAsync(ResourceRun run)
    {
        if (run.HealthEnd is { } end)
        {
            await end.CancelAsync();
        }
    }

    private async Task StopAsync(ResourceRun run)
    {
        run.IsStopping = true;
        await EndHealthAsync(run);
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

    private void Fail(ResourceRun run, string reason)
    {
        run.HasFailed = true;
        notifications.Publish(run.Resource, before => before with
        {
            State = new(KnownResourceStates.FailedToStart, Style: null),
            HealthStatus = null,
            IsReady = false,
            Reason = reason,
        });
    }

    private void Publish(IResource resource, string state, bool healthy) => notifications.Publish(resource, before => before with
    {
        State = new(state, Style: null),
        ExitCode = null,
        IsReady = healthy,
        Reason = null,
        Checks = [],
        HealthStatus = healthy ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy : null,
    });
}
