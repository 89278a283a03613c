#if !USE_ASPIRE
using System.Globalization;
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.Tests.Fakes.Providers;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Store;

[Trait("Category", "Unit")]
public sealed class BudgetTests
{
    private const long MegaByte = 1024 * 1024;

    private readonly ManualTime time = new();
    private readonly TelemetryStore store;

    public BudgetTests() => store = new TelemetryStore(time);

    [Fact]
    public void A_resource_keeps_its_last_ten_thousand_spans()
    {
        store.AddTraces(OtlpBody.Request("quiet", OtlpBody.Span("kept", id: 1, trace: 1)));
        store.AddTraces(OtlpBody.Request("busy", [.. Enumerable.Range(2, 10_005).Select(trace => OtlpBody.Span("span", id: 1, trace: trace))]));

        Assert.Equal(5, store.Traces(new TraceFilter()).Dropped);
        Assert.Equal([true, false, true], new[] { 1, 6, 7 }.Select(trace => store.Trace(OtlpBody.Hex(trace, 16)) is not null));
        Assert.Equal(10_006, store.Counts.Spans);
    }

    [Fact]
    public void Large_spans_push_out_the_oldest_of_all_resources()
    {
        store.AddTraces(OtlpBody.Request("quiet", OtlpBody.Span("oldest", id: 1, trace: 1)));
        foreach (var trace in Enumerable.Range(2, 500))
        {
            store.AddTraces(OtlpBody.Request("busy", Large(OtlpBody.Span("large", id: 1, trace: trace), 9)));
        }

        Assert.Null(store.Trace(OtlpBody.Hex(1, 16)));
        Assert.NotNull(store.Trace(OtlpBody.Hex(501, 16)));
        Assert.InRange(store.Bytes.Spans, 60 * MegaByte, 64 * MegaByte);
        Assert.True(store.Traces(new TraceFilter()).Dropped > 400);
    }

    [Fact]
    public void Logs_keep_their_number_and_their_budget()
    {
        store.AddLogs(OtlpBody.Request("chatapi", [.. Enumerable.Range(1, 10_005).Select(i => OtlpBody.Log($"{i}"))]));
        Assert.Equal((5, "10005"), (store.Logs(new LogFilter()).Dropped, store.Logs(new LogFilter(Limit: 1)).Logs[0].Text));
        Assert.Equal("6", store.Logs(new LogFilter(Before: 7)).Logs[0].Text);

        foreach (var _ in Enumerable.Range(0, 300))
        {
            store.AddLogs(OtlpBody.Request("chatapi", Large(OtlpBody.Log("large"), 6)));
        }

        Assert.InRange(store.Bytes.Logs, 30 * MegaByte, 32 * MegaByte);
    }

    [Fact]
    public void New_series_are_refused_while_the_known_ones_live_and_take_the_place_of_silent_ones()
    {
        store.AddMetrics(OtlpBody.Request("chatapi", OtlpBody.Gauge("known", [.. Enumerable.Range(0, 2_000).Select(i => Series(i, 0))])));
        store.AddMetrics(OtlpBody.Request("chatapi", OtlpBody.Gauge("new", Series(0, 0))));
        Assert.Equal((1, "known"), (store.Metrics().DroppedSeries, Assert.Single(store.Metrics().Instruments).Name));

        time.Advance(TimeSpan.FromSeconds(61));
        store.AddMetrics(OtlpBody.Request("chatapi", OtlpBody.Gauge("new", Series(0, 61), Series(1, 61))));

        var metrics = store.Metrics();
        Assert.Equal(3, metrics.DroppedSeries);
        Assert.Equal([1_998, 2], metrics.Instruments.Select(row => row.Series));
    }

    [Fact]
    public void Metrics_keep_their_budget()
    {
        for (var second = 0; second < 600; second += 5)
        {
            store.AddMetrics(OtlpBody.Request("chatapi", [.. Enumerable.Range(0, 300).Select(i => OtlpBody.Histogram(
                $"h{i}", isDelta: false, OtlpBody.Buckets([.. Enumerable.Range(0, 100).Select(bound => (double)bound)], new ulong[101], 0, second * 1_000_000L)))]));
            time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.InRange(store.Bytes.Metrics, 30 * MegaByte, 32 * MegaByte);
        Assert.True(store.Metrics().DroppedSeries > 0);
    }

    [Fact]
    public void Series_that_are_no_longer_sent_leave_after_ten_minutes()
    {
        store.AddMetrics(OtlpBody.Request("chatapi", OtlpBody.Gauge("gone", Series(0, 0))));

        time.Advance(TimeSpan.FromMinutes(11));

        Assert.Empty(store.Metrics().Instruments);
        Assert.Equal(0, store.Bytes.Metrics);
        Assert.Equal(0, store.Metrics().DroppedSeries);
    }

    [Fact]
    public void Counts_only_grow_and_tell_what_came()
    {
        store.AddTraces(OtlpBody.Request("chatapi", OtlpBody.Span("chat.stream", 1), OtlpBody.Span("job.run", 2), OtlpBody.Span("other", 3)));
        store.AddLogs(OtlpBody.Request("chatapi", OtlpBody.Log("one"), OtlpBody.Log("two")));
        store.AddMetrics(OtlpBody.Request("chatapi", OtlpBody.Gauge("g", Series(0, 0), Series(1, 0))));

        Assert.Equal(new TelemetryCounts(Spans: 3, Logs: 2, Points: 2, Streams: 1, Jobs: 1), store.Counts);
    }

    private static ProtobufWriter Series(int number, int second) =>
        OtlpBody.Point(1, second * 1_000_000L).Message(7, OtlpBody.Pair("number", number.ToString(CultureInfo.InvariantCulture)));

    private static ProtobufWriter Large(ProtobufWriter item, int attributesField)
    {
        for (var i = 0; i < 100; i++)
        {
            item.Message(attributesField, OtlpBody.Pair($"{i}", new string('x', 4_000)));
        }

        return item;
    }
}
#endif
