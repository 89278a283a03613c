using System.Diagnostics;
using DeepWiki.Core.Telemetry;
using Npgsql;

namespace DeepWiki.Core.Data.Postgres;

/// <summary>
/// Statements in traces: named by their operation and table, with their text and without their values, and only below a span of the
/// work they belong to. Statements without such a span belong to polling, heartbeats and pools, and are left out.
/// </summary>
internal static class StatementSpans
{
    public static void Configure(NpgsqlTracingOptionsBuilder tracing) => tracing
        .EnableFirstResponseEvent(false)
        .ConfigureCommandFilter(static _ => Activity.Current is not null)
        .ConfigureBatchFilter(static _ => Activity.Current is not null)
        .ConfigureCopyOperationFilter(static _ => Activity.Current is not null)
        .ConfigureCommandSpanNameProvider(static command => StatementName.Parse(command.CommandText).ToString())
        .ConfigureBatchSpanNameProvider(static batch => NameOf(batch).ToString())
        .ConfigureCopyOperationSpanNameProvider(static copy => StatementName.Parse(copy).ToString())
        .ConfigureCommandEnrichmentCallback(static (span, command) => Describe(span, StatementName.Parse(command.CommandText)))
        .ConfigureBatchEnrichmentCallback(static (span, batch) => Describe(span, NameOf(batch)))
        .ConfigureCopyOperationEnrichmentCallback(static (span, copy) => Describe(span, StatementName.Parse(copy)));

    // The last one is what the ones before prepare.
    private static StatementName NameOf(NpgsqlBatch batch) => StatementName.Parse(batch.BatchCommands is { Count: > 0 } all ? all[^1].CommandText : "");

    private static void Describe(Activity span, StatementName name) =>
        span.SetTag(Tags.DatabaseOperation, name.Operation).SetTag(Tags.DatabaseCollection, name.Target);
}
