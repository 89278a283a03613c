using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Support.Hosting;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Stores;
using DeepWiki.Tests.Support.Telemetry;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DeepWiki.Tests.Core.Data.Jobs;

[Trait("Category", "Integration")]
[Collection(ExporterCollection.Name)]
public sealed class QueueDepthTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_the_jobs_that_wait_and_those_that_run()
    {
        var queue = new JobQueue(database.DataSource);
        for (var number = 0; number < 3; number++)
        {
            var path = $"depth/{number}";
            var repository = await new RepositoryStore(database.DataSource).GetOrAddAsync(
                RepositoryKind.Git, "depth.local", path, $"https://depth.local/{path}", Token);
            await queue.EnqueueAsync(repository.Id, new IndexJobSettings("local/hash-v1-512", [], [], [], []), JobOrigin.Own, Token);
        }

        Assert.NotNull(await new JobLeases(database.DataSource).ClaimAsync("me", TimeSpan.FromSeconds(30), Token));
        var time = new ManualTime();
        using var depth = new QueueDepth(database.DataSource, Opened(), time, NullLogger<QueueDepth>.Instance);
        using var seen = Listen(depth);

        await depth.StartAsync(Token);
        await time.TimerAsync(Pause, Token);
        seen.RecordObservableInstruments();
        await depth.StopAsync(Token);

        Assert.Equal(
            [("queued", 2L), ("running", 1L)], seen.GetMeasurementSnapshot().Select(count => (count.Tags[Tags.JobState] as string ?? "", count.Value)));
    }

    [Fact]
    public async Task Nobody_who_listens_means_no_statement()
    {
        // Nothing answers there, which the log would tell.
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Database=none");
        var (log, time) = (new LogRecorder(), new ManualTime());
        using var logs = LoggerFactory.Create(logging => log.AddTo(logging.SetMinimumLevel(LogLevel.Debug)));
        using var depth = new QueueDepth(nowhere, Opened(), time, logs.CreateLogger<QueueDepth>());

        await depth.StartAsync(Token);
        await time.PassAsync(Pause, Token);
        await time.TimerAsync(Pause, Token);
        Assert.Empty(log.Entries);

        using (var seen = Listen(depth))
        {
            time.Advance(Pause);
            await log.SeenAsync(text => text.Contains("Queue depth could not be read", StringComparison.Ordinal), Token);
            await time.TimerAsync(Pause, Token);
            seen.RecordObservableInstruments();
            Assert.Empty(seen.GetMeasurementSnapshot());
        }

        await depth.StopAsync(Token);
    }

    [Fact]
    public async Task A_schema_that_is_not_there_yet_is_waited_for()
    {
        var gate = new SchemaReadySignal();
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Database=none");
        var (log, time) = (new LogRecorder(), new ManualTime());
        using var logs = LoggerFactory.Create(logging => log.AddTo(logging.SetMinimumLevel(LogLevel.Debug)));
        using var depth = new QueueDepth(nowhere, gate, time, logs.CreateLogger<QueueDepth>());
        using var seen = Listen(depth);

        await depth.StartAsync(Token);
        Assert.Empty(log.Entries);
        gate.Open();

        await log.SeenAsync(text => text.Contains("Queue depth could not be read", StringComparison.Ordinal), Token);
        await depth.StopAsync(Token);
    }

    private static SchemaReadySignal Opened()
    {
        var gate = new SchemaReadySignal();
        gate.Open();
        return gate;
    }

    private static MetricCollector<long> Listen(QueueDepth depth) => new(depth.Gauge);
}
