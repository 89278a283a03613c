namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>One process that sends telemetry, and its spans, oldest first.</summary>
internal sealed class TelemetryResource(int id, string service, string instance)
{
    public int Id { get; } = id;

    public string Service { get; } = service;

    public string Instance { get; } = instance;

    /// <summary>As it is shown: the service, and the instance only where the service has several.</summary>
    public string Name { get; set; } = service;

    /// <summary>Counts requests, so that the smallest was silent the longest.</summary>
    public long LastSeen { get; set; }

    /// <summary>When its first metrics came; what is new after that began at zero.</summary>
    public long? FirstMetrics { get; set; }

    public LinkedList<StoredSpan> Spans { get; } = new();
}
