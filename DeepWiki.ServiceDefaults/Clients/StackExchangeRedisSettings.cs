namespace Aspire.StackExchange.Redis;

/// <summary>
/// Settings of the Redis client: section <c>Aspire:StackExchange:Redis</c>, over it <c>Aspire:StackExchange:Redis:{connectionName}</c>, over
/// both the connection string of the graph, then code. Subsection <c>ConfigurationOptions</c> sets options of the client itself.
/// </summary>
public sealed class StackExchangeRedisSettings
{
    public string? ConnectionString { get; set; }

    /// <summary>Leaves out the check <c>StackExchange.Redis</c> of <c>/health</c>.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>
    /// No effect here: this client emits no spans, and the caches start their own. Set it all the same, because Aspire's own package
    /// otherwise builds a second provider.
    /// </summary>
    public bool DisableTracing { get; set; }

    /// <summary>When false, the connection is opened as the service starts instead of at its first use.</summary>
    public bool DisableAutoActivation { get; set; } = true;
}
