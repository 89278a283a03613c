using DeepWiki.AppHost.Hosting.Launchers;
using DeepWiki.AppHost.Hosting.Model;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepWiki.AppHost.Hosting.Orchestration;

/// <summary>Runs the checks of a resource for as long as it runs.</summary>
internal sealed class HealthMonitor(HealthCheckService checks, ResourceNotificationService notifications, PostgresClient postgres, TimeProvider time)
{
    private static readonly TimeSpan Eager = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan EagerPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(30);
    private const int LongestSeconds = 5;

    public async Task FollowAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = Keys(resource);
        var (start, failures, ready) = (time.GetTimestamp(), 0, false);
        try
        {
            while (true)
            {
                var (status, reason) = keys.Count == 0 ? (HealthStatus.Healthy, null) : await CheckAsync(keys, cancellationToken);
                if (status == HealthStatus.Healthy && !ready)
                {
                    reason = await MakeReadyAsync(resource);
                    ready = reason is null;
                }

                cancellationToken.ThrowIfCancellationRequested();
                notifications.Publish(resource, before => before with { HealthStatus = status, IsReady = ready, Reason = reason });
                if (keys.Count == 0)
                {
                    return;
                }

                failures = status == HealthStatus.Healthy ? 0 : failures + 1;
                var delay = failures == 0 && ready ? Calm
                    : !ready && time.GetElapsedTime(start) < EagerPeriod ? Eager
                    : TimeSpan.FromSeconds(Math.Clamp(failures, 1, LongestSeconds));
                await Task.Delay(delay, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The resource ended.
        }
    }

    private static HashSet<string> Keys(IResource resource)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet();
        if (resource is IResourceWithParent child)
        {
            keys.UnionWith(Keys(child.Parent));
        }

        return keys;
    }

    private async Task<(HealthStatus Status, string? Reason)> CheckAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
        var worst = report.Entries.Values.OrderBy(entry => entry.Status).FirstOrDefault();
        return (report.Status, report.Status == HealthStatus.Healthy ? null : worst.Description ?? worst.Exception?.Message);
    }

    // One statement per call: CREATE DATABASE cannot run inside a transaction. 42P04: it is there already.
    private async Task<string?> MakeReadyAsync(IResource resource)
    {
        foreach (var database in (resource as PostgresServerResource)?.Databases ?? [])
        {
            var name = database.DatabaseName.Replace("\"", "\"\"");
            var (succeeded, text) = await postgres.ExecuteAsync(database.Parent, "postgres", $"CREATE DATABASE \"{name}\"");
            if (!succeeded && !text.Contains("42P04"))
            {
                return text;
            }
        }

        return null;
    }
}
