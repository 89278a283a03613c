using System.Diagnostics;
using DeepWiki.Core.Telemetry;
using Npgsql;

namespace DeepWiki.Core.Data.Postgres;

/// <summary>
/// How statements show in traces: by what they do to which table, with their text and without their values, and only below a span of the
/// work they belong to. What has none is the noise of polling, heartbeats and pools.
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
