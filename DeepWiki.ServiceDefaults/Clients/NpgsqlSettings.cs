namespace Aspire.Npgsql;

/// <summary>
/// Settings of the PostgreSQL client: section <c>Aspire:Npgsql</c>, over it <c>Aspire:Npgsql:{connectionName}</c>, over both the
/// connection string of the graph, then code.
/// </summary>
public sealed class NpgsqlSettings
{
    public string? ConnectionString { get; set; }

    /// <summary>Leaves out the check <c>PostgreSql</c> of <c>/health</c>.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>
    /// No effect here: the one provider of ServiceDefaults records the spans of source <c>Npgsql</c> either way. Set it all the same,
    /// because Aspire's own package otherwise builds a second provider.
    /// </summary>
    public bool DisableTracing { get; set; }

    /// <summary>No effect here, for the reason of <see cref="DisableTracing"/>: the meter <c>Npgsql</c> is always read.</summary>
    public bool DisableMetrics { get; set; }
}
