using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the state of every resource and tells of its changes.</summary>
public class ResourceNotificationService
{
    // A watcher that falls this far behind loses the oldest changes, never the latest.
    private const int WatcherCapacity = 1_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, ResourceEvent> current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> watchers = [];
    private bool isComplete;

    internal ResourceNotificationService()
    {
    }

    internal WaitBehavior WaitBehavior { get; set; }

    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    public async Task<string> WaitForResourceAsync(
        string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var targets = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(
            resourceName, change => change.Snapshot.State is { } state && targets.Contains(state.Text), cancellationToken);
        return reached.Snapshot.State?.Text ?? "";
    }

    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (string.Equals(change.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException($"The application ended before '{resourceName}' reached the state that was waited for.", cancellationToken);
    }

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var stops = WaitBehavior == WaitBehavior.StopOnResourceUnavailable;
        if (stops && !TryGetCurrentState(resourceName, out _))
        {
            throw new DistributedApplicationException($"There is no resource '{resourceName}'.");
        }

        var reached = await WaitForResourceAsync(
            resourceName,
            change => IsHealthy(change.Snapshot) || (stops && change.Snapshot.IsTerminal),
            cancellationToken);
        return IsHealthy(reached.Snapshot)
            ? reached
            : throw new DistributedApplicationException(
                $"'{resourceName}' is {reached.Snapshot.State?.Text} (exit code {reached.Snapshot.ExitCode?.ToString() ?? "none"}): {reached.Snapshot.Reason}");
    }

    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateBounded<ResourceEvent>(new BoundedChannelOptions(WatcherCapacity) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
        {
            foreach (var known in current.Values)
            {
                channel.Writer.TryWrite(known);
            }

            watchers.Add(channel);
            if (isComplete)
            {
                channel.Writer.Complete();
            }
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return change;
            }
        }
        finally
        {
            lock (gate)
            {
                watchers.Remove(channel);
            }
        }
    }

    public bool TryGetCurrentState(string resourceId, out ResourceEvent? resourceEvent)
    {
        lock (gate)
        {
            return current.TryGetValue(resourceId, out resourceEvent);
        }
    }

    internal static bool IsHealthy(CustomResourceSnapshot snapshot) =>
        snapshot is { HealthStatus: HealthStatus.Healthy, IsReady: true };

    internal void Publish(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        lock (gate)
        {
            var before = current.TryGetValue(resource.Name, out var known) ? known.Snapshot : null;
            var after = change(before ?? new CustomResourceSnapshot());
            if (after == before)
            {
                return;
            }

            var published = new ResourceEvent(resource, resource.Name, after);
            current[resource.Name] = published;
            foreach (var watcher in watchers)
            {
                watcher.Writer.TryWrite(published);
            }
        }
    }

    // Nothing changes after the stop: who watches sees the last change and then the end.
    internal void Complete()
    {
        lock (gate)
        {
            isComplete = true;
            watchers.ForEach(watcher => watcher.Writer.TryComplete());
        }
    }
}
