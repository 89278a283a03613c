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
    private static readonly TimeSpan Alert = TimeSpan.FromSeconds(1);
    private const int LongestSeconds = 5;

    private TaskCompletionSource nudge = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? nudged;

    // A resource ended: what depends on it is looked at more closely for a while.
    public void Nudge()
    {
        nudged = time.GetTimestamp();
        Interlocked.Exchange(ref nudge, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public async Task FollowAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = Keys(resource);
        var (start, failures, ready) = (time.GetTimestamp(), 0, false);
        try
        {
            while (true)
            {
                var change = nudge.Task;
                var reports = await CheckAsync(keys, cancellationToken);
                var (status, reason) = Worst(reports);
                if (status == HealthStatus.Healthy && !ready)
                {
                    reason = await MakeReadyAsync(resource, cancellationToken);
                    ready = reason is null;
                }

                cancellationToken.ThrowIfCancellationRequested();
                notifications.Publish(resource, before => before with { HealthStatus = status, IsReady = ready, Reason = reason, Checks = reports });
                if (keys.Count == 0)
                {
                    return;
                }

                failures = status == HealthStatus.Healthy ? 0 : failures + 1;
                await Task.WhenAny(Task.Delay(Pause(start, failures, ready), time, cancellationToken), change);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The resource ended.
        }
    }

    private TimeSpan Pause(long start, int failures, bool ready) => (failures == 0 && ready) switch
    {
        true when nudged is { } moment && time.GetElapsedTime(moment) < EagerPeriod => Alert,
        true => Calm,
        false when !ready && time.GetElapsedTime(start) < EagerPeriod => Eager,
        false => TimeSpan.FromSeconds(Math.Clamp(failures, 1, LongestSeconds)),
    };

    private static HashSet<string> Keys(IResource resource)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToHashSet();
        if (resource is IResourceWithParent child)
        {
            keys.UnionWith(Keys(child.Parent));
        }

        return keys;
    }

    private async Task<IReadOnlyList<CheckReport>> CheckAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
        var now = time.GetUtcNow();
        return [.. report.Entries.Select(entry => new CheckReport(
            entry.Key,
            entry.Value.Status,
            entry.Value.Status == HealthStatus.Healthy ? null : entry.Value.Description ?? entry.Value.Exception?.Message,
            now))];
    }

    private static (HealthStatus Status, string? Reason) Worst(IReadOnlyList<CheckReport> reports) =>
        reports.MinBy(report => report.Status) is { } worst ? (worst.Status, worst.Reason) : (HealthStatus.Healthy, null);

    // One statement per call: CREATE DATABASE cannot run inside a transaction. 42P04: it is there already.
    private async Task<string?> MakeReadyAsync(IResource resource, CancellationToken cancellationToken)
    {
        foreach (var database in (resource as PostgresServerResource)?.Databases ?? [])
        {
            var name = database.DatabaseName.Replace("\"", "\"\"");
            var (succeeded, text) = await postgres.ExecuteAsync(database.Parent, "postgres", $"CREATE DATABASE \"{name}\"", cancellationToken);
            if (!succeeded && !text.Contains("42P04"))
            {
                return text;
            }
        }

        return null;
    }
}
