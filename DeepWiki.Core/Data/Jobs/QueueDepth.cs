using System.Diagnostics.Metrics;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepWiki.Core.Data.Jobs;

/// <summary>
/// Shows how many jobs wait and run, in the whole queue and not of this service alone. While somebody listens they are counted every few
/// seconds, in one cheap statement; what cannot be counted is not shown.
/// </summary>
internal sealed partial class QueueDepth : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource dataSource;
    private readonly SchemaReadySignal schema;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    // Of this service alone, so that it ends with it.
    private readonly Meter meter = new(DeepWikiTelemetry.Name);
    private IReadOnlyList<Measurement<long>> counted = [];

    public QueueDepth(NpgsqlDataSource dataSource, SchemaReadySignal schema, TimeProvider time, ILogger<QueueDepth> logger)
    {
        (this.dataSource, this.schema, this.time, this.logger) = (dataSource, schema, time, logger);
        Gauge = meter.CreateObservableGauge(Instruments.QueueDepth, () => Volatile.Read(ref counted), "{job}", "Jobs in the queue, by state.");
    }

    internal ObservableGauge<long> Gauge { get; }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await schema.WaitAsync(stoppingToken);
            while (true)
            {
                Volatile.Write(ref counted, Gauge.Enabled ? await TryCountAsync(stoppingToken) : []);
                await Task.Delay(PollInterval, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service ends, and the gauge with it.
        }
    }

    private async Task<IReadOnlyList<Measurement<long>>> TryCountAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = dataSource.CreateCommand(
                "select count(*) filter (where state = 'queued'), count(*) filter (where state = 'running') from jobs where state in ('queued', 'running')");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return [Measure("queued", reader.GetInt64(0)), Measure("running", reader.GetInt64(1))];
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            LogNotCounted(exception.Message);
            return [];
        }
    }

    private static Measurement<long> Measure(string state, long jobs) => new(jobs, new KeyValuePair<string, object?>(Tags.JobState, state));

    [LoggerMessage(Level = LogLevel.Debug, Message = "Queue depth could not be read: {Reason}")]
    private partial void LogNotCounted(string reason);
}
