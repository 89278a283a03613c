using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepWiki.Core.Data.Postgres;

/// <summary>Healthy once the schema is there: before that a service can answer nothing.</summary>
internal sealed class SchemaHealthCheck(Migrator migrator) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await migrator.IsCurrentAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database schema is not up to date yet.");
}
