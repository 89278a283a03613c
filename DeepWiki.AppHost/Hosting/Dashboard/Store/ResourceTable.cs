using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>Who sends telemetry. When there are too many, the one that was silent the longest is forgotten.</summary>
internal sealed class ResourceTable
{
    internal const int MaxResources = 64;

    private readonly Dictionary<(string Service, string Instance), TelemetryResource> resources = [];
    private int ids;
    private long requests;

    public IReadOnlyCollection<TelemetryResource> All => resources.Values;

    public IReadOnlyList<string> Names => [.. resources.Values.Select(resource => resource.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The resource of an origin; a new one may cost another its place.</summary>
    public TelemetryResource Find(TelemetryOrigin origin, out TelemetryResource? forgotten)
    {
        forgotten = null;
        var key = (origin.Service, origin.Instance);
        if (!resources.TryGetValue(key, out var resource))
        {
            if (resources.Count == MaxResources && resources.Values.MinBy(other => other.LastSeen) is { } oldest)
            {
                resources.Remove((oldest.Service, oldest.Instance));
                forgotten = oldest;
            }

            resources[key] = resource = new TelemetryResource(++ids, origin.Service, origin.Instance);
            Rename();
        }

        resource.LastSeen = ++requests;
        return resource;
    }

    private void Rename()
    {
        foreach (var service in resources.Values.GroupBy(resource => resource.Service))
        {
            var isOne = service.Count() == 1;
            foreach (var resource in service)
            {
                resource.Name = isOne || resource.Instance.Length == 0 ? resource.Service : $"{resource.Service}-{resource.Instance}";
            }
        }
    }
}
