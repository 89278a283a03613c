#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.Tests.Fakes.Providers;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Store;

[Trait("Category", "Unit")]
public sealed class ConcurrencyTests
{
    private const int Rounds = 300;

    [Fact]
    public async Task Many_may_write_and_read_at_once()
    {
        var store = new TelemetryStore(new ManualTime());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => Write(store, writer), TestContext.Current.CancellationToken))
            .Concat(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Read(store), TestContext.Current.CancellationToken))));

        Assert.Equal(new TelemetryCounts(Spans: 4 * Rounds, Logs: 4 * Rounds, Points: 4 * Rounds, Streams: 4 * Rounds, Jobs: 0), store.Counts);
        Assert.Equal(4 * Rounds, store.Trace(OtlpBody.Hex(1, 16))?.Spans.Count);
    }

    private static void Write(TelemetryStore store, int writer)
    {
        for (var i = 0; i < Rounds; i++)
        {
            store.AddTraces(OtlpBody.Request($"service{writer}", OtlpBody.Span("chat.stream", id: writer * Rounds + i + 1)));
            store.AddLogs(OtlpBody.Request($"service{writer}", OtlpBody.Log("text", trace: 1)));
            store.AddMetrics(OtlpBody.Request($"service{writer}", OtlpBody.Gauge($"g{i}", OtlpBody.Point(1, 0))));
        }
    }

    private static void Read(TelemetryStore store)
    {
        for (var i = 0; i < Rounds / 10; i++)
        {
            _ = (store.Traces(new TraceFilter()), store.Trace(OtlpBody.Hex(1, 16)), store.Streams(5), store.Jobs(5), store.Logs(new LogFilter()), store.Metrics(), store.Counts);
        }
    }
}
#endif
