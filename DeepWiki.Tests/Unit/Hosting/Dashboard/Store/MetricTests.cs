#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.Tests.Fakes.Providers;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Store;

[Trait("Category", "Unit")]
public sealed class MetricTests
{
    private const long Second = 1_000_000;

    private readonly ManualTime time = new();
    private readonly TelemetryStore store;

    public MetricTests() => store = new TelemetryStore(time);

    [Fact]
    public void Charts_stand_in_their_order_and_are_empty_without_data()
    {
        var charts = store.Metrics().Charts;

        Assert.Equal(
            ["requests", "request-time", "first-delta", "running", "embedded", "queue", "model-time", "connections", "heap", "cpu"], charts.Select(chart => chart.Id));
        Assert.All(charts, chart => Assert.Equal((0, 0), (chart.Series.Count, chart.Omitted)));
    }

    [Fact]
    public void A_rate_is_the_increase_per_second_of_each_five()
    {
        Texts(2, 10);
        Texts(7, 20);
        Texts(12, 20);
        Texts(13, 26);

        // From zero at the start to ten in two seconds; then ten in five, none in five, and 6 more in one.
        Assert.Equal([(0, 5.0), (5, 2.0), (10, 1.0)], Points("embedded"));
    }

    [Fact]
    public void A_counter_that_starts_anew_has_no_negative_rate()
    {
        Texts(2, 100);
        Texts(7, 30);
        Texts(12, 40);
        Texts(17, 50, start: 14 * Second);

        Assert.Equal([(0, 50.0), (5, 6.0), (10, 2.0), (15, 10.0)], Points("embedded"));
    }

    [Fact]
    public void Deltas_give_the_same_rates_as_sums_since_the_start()
    {
        Send(5, OtlpBody.Sum("deepwiki.embeddings.texts", isMonotonic: true, isDelta: true, OtlpBody.Point(10, 5 * Second)));
        Send(10, OtlpBody.Sum("deepwiki.embeddings.texts", isMonotonic: true, isDelta: true, OtlpBody.Point(20, 10 * Second, start: 5 * Second)));

        Assert.Equal([(5, 2.0), (10, 4.0)], Points("embedded"));
        Assert.Equal(30, Assert.Single(store.Metrics().Instruments).Last);
    }

    [Fact]
    public void What_a_service_counted_before_it_was_known_is_no_increase()
    {
        At(1_000);
        Texts(1_000, 500);
        Texts(1_005, 505);

        Assert.Equal([(1_005, 1.0)], Points("embedded"));
    }

    [Fact]
    public void A_series_that_begins_while_its_service_is_known_began_at_zero()
    {
        At(1_000);
        Send(1_000, OtlpBody.Gauge("other", OtlpBody.Point(1, 1_000 * Second)));
        Texts(1_006, 10);

        Assert.Equal([(1_005, 2.0)], Points("embedded"));
    }

    [Fact]
    public void Increases_are_summed_over_the_services()
    {
        foreach (var service in new[] { "chatapi", "indexer" })
        {
            Texts(5, 10, service: service);
        }

        Assert.Equal([(5, 4.0)], Points("embedded"));
    }

    [Fact]
    public void An_older_point_does_not_undo_a_newer_one()
    {
        Texts(7, 20);
        Send(12, Text(6, 10), Text(12, 30));

        Assert.Equal([(5, 20 / 7.0), (10, 2.0)], Points("embedded"), new CloseEnough());
    }

    [Fact]
    public void A_time_to_come_is_now_and_a_time_long_past_is_left_out()
    {
        At(2_000);
        Send(2_000, Text(9_999_999, 1), Text(100, 7));
        Send(2_005, Text(2_005, 6));

        Assert.Equal([(2_005, 1.0)], Points("embedded"));
        Assert.Equal(1, store.Metrics().DroppedSeries);
    }

    [Fact]
    public void A_quantile_is_of_what_came_in_each_interval()
    {
        Send(4, FirstDelta(4, 0, 10, 0));
        Send(9, FirstDelta(9, 0, 10, 20));

        Assert.Equal([(0, 1.5), (5, 3.0)], Points("first-delta", "p50"));
        Assert.Equal([(0, 1.95), (5, 3.9)], Points("first-delta", "p95"), new CloseEnough());
    }

    [Fact]
    public void Buckets_that_change_start_the_histogram_anew()
    {
        Send(4, FirstDelta(4, 0, 10, 0));
        Send(9, OtlpBody.Histogram("deepwiki.chat.first_delta", isDelta: false, OtlpBody.Buckets([8], [4, 0], 1, 9 * Second)));

        Assert.Equal([(5, 4.0)], Points("first-delta", "p50"));
    }

    [Fact]
    public void Requests_have_a_line_for_each_service()
    {
        foreach (var service in new[] { "indexer", "chatapi" })
        {
            Send(service, 5, OtlpBody.Histogram("http.server.request.duration", isDelta: false, OtlpBody.Buckets([1], [10, 0], 1, 5 * Second)));
        }

        Assert.Equal(["chatapi", "indexer"], Chart("requests").Series.Select(line => line.Name));
        Assert.Equal([(5, 2.0)], Points("requests", "indexer"));
        Assert.Equal([(5, 0.95)], Points("request-time", "chatapi"));
    }

    [Fact]
    public void The_life_of_a_socket_is_no_request_time()
    {
        Send("chatapi", 5, OtlpBody.Histogram("http.server.request.duration", isDelta: false,
            OtlpBody.Buckets([1, 100], [10, 0, 0], 1, 5 * Second).Message(9, OtlpBody.Pair("http.response.status_code", 200)),
            OtlpBody.Buckets([1, 100], [0, 90, 0], 900, 5 * Second).Message(9, OtlpBody.Pair("http.response.status_code", 101))));

        Assert.Equal([(5, 0.95)], Points("request-time", "chatapi"));
        Assert.Equal([(5, 20.0)], Points("requests", "chatapi"));
    }

    [Fact]
    public void The_queue_is_what_waits_and_not_what_runs()
    {
        Send("indexer", 5, OtlpBody.Gauge("deepwiki.queue.depth",
            OtlpBody.Point(3, 5 * Second).Message(7, OtlpBody.Pair("deepwiki.job.state", "queued")),
            OtlpBody.Point(2, 5 * Second).Message(7, OtlpBody.Pair("deepwiki.job.state", "running"))));

        Assert.Equal([(5, 3.0)], Points("queue", "indexer"));
    }

    [Fact]
    public void A_value_is_summed_over_its_series_and_stands_for_a_minute()
    {
        At(100);
        Send(100, OtlpBody.Gauge(
            "dotnet.gc.last_collection.heap.size",
            OtlpBody.Point(3, 100 * Second).Message(7, OtlpBody.Pair("gc.heap.generation", "gen0")),
            OtlpBody.Point(4, 100 * Second).Message(7, OtlpBody.Pair("gc.heap.generation", "gen1"))));
        At(600);

        Assert.Equal(Enumerable.Range(0, 12).Select(slot => (100 + 5L * slot, 7.0)), Points("heap", "test"));
    }

    [Fact]
    public void A_connection_pool_has_a_line_for_each_state()
    {
        Send(0, OtlpBody.Gauge(
            "db.client.connection.count",
            OtlpBody.Point(3, 0).Message(7, OtlpBody.Pair("db.client.connection.state", "used")),
            OtlpBody.Point(4, 0).Message(7, OtlpBody.Pair("db.client.connection.state", "idle"))));

        Assert.Equal(["idle", "used"], Chart("connections").Series.Select(line => line.Name));
    }

    [Fact]
    public void Up_and_down_in_deltas_is_a_sum()
    {
        foreach (var (second, change) in new[] { (1, 3), (2, -1) })
        {
            Send(second, OtlpBody.Sum("deepwiki.jobs.active", isMonotonic: false, isDelta: true, OtlpBody.Point(change, second * Second)));
        }

        Assert.Equal([(0, 2.0)], Points("running", "jobs"));
    }

    [Fact]
    public void The_table_shows_every_instrument()
    {
        Send(5, FirstDelta(5, 0, 10, 0), OtlpBody.Gauge("known", OtlpBody.Point(1, 5 * Second).Message(7, OtlpBody.Pair("n", 1)), OtlpBody.Point(2, 5 * Second)),
            new ProtobufWriter().Text(1, "other").Message(10, new ProtobufWriter().Message(1, new ProtobufWriter())));

        Assert.Equal(
            [
                new InstrumentRow("", "test", "test", "deepwiki.chat.first_delta", "What it measures", "s", "histogram", 1, null, 10, 1.25, 1.95),
                new InstrumentRow("", "test", "test", "known", "What it measures", "s", "gauge", 2, 3, null, null, null),
                new InstrumentRow("", "test", "test", "other", "", "", "exponentialHistogram", 1, null, null, null, null),
            ],
            store.Metrics().Instruments.Select(row => row with { Key = "" }));
    }

    [Fact]
    public void Every_row_of_the_table_has_a_key_that_stays()
    {
        Send("chatapi", 5, OtlpBody.Gauge("twice", OtlpBody.Point(1, 5 * Second)), OtlpBody.Sum("twice", isMonotonic: true, isDelta: false, OtlpBody.Point(1, 5 * Second)),
            OtlpBody.Sum("twice", isMonotonic: true, isDelta: true, OtlpBody.Point(1, 5 * Second)));
        Send("indexer", 5, OtlpBody.Gauge("twice", OtlpBody.Point(1, 5 * Second)));
        var before = store.Metrics().Instruments.Select(row => row.Key).ToList();

        Send("chatapi", 6, OtlpBody.Gauge("another", OtlpBody.Point(1, 6 * Second)));

        Assert.Equal(4, before.Distinct().Count());
        Assert.All(before, key => Assert.Equal(16, key.Length));
        Assert.Equal(before, store.Metrics().Instruments.Where(row => row.Name == "twice").Select(row => row.Key));
    }

    [Fact]
    public void Series_that_read_alike_when_run_together_stay_apart()
    {
        string[] alike = ["1\nb=2", "1\nb\n2", "1b2", "1,b,2", "11:b1:2"];
        Send(5, OtlpBody.Gauge("g",
        [
            OtlpBody.Point(2, 5 * Second).Message(7, OtlpBody.Pair("a", "1")).Message(7, OtlpBody.Pair("b", "2")),
            .. alike.Select(value => OtlpBody.Point(1, 5 * Second).Message(7, OtlpBody.Pair("a", value))),
        ]));

        var row = Assert.Single(store.Metrics().Instruments);
        Assert.Equal((6, 7), (row.Series, row.Last));
    }

    [Fact]
    public void A_chart_shows_its_twelve_largest_lines_in_order_and_says_how_many_it_does_not_show()
    {
        Send(5, OtlpBody.Gauge("db.client.connection.count", [.. Enumerable.Range(0, 100).Select(i =>
            OtlpBody.Point(i % 50, 5 * Second).Message(7, OtlpBody.Pair("db.client.connection.state", $"{i:00}")))]));

        var chart = Chart("connections");

        Assert.Equal(["44", "45", "46", "47", "48", "49", "94", "95", "96", "97", "98", "99"], chart.Series.Select(line => line.Name));
        Assert.Equal(88, chart.Omitted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_histogram_that_loses_its_bounds_starts_anew(int buckets)
    {
        Send(4, FirstDelta(4, 0, 10, 0));
        Send(9, OtlpBody.Histogram("deepwiki.chat.first_delta", isDelta: false, OtlpBody.Buckets([], [.. Enumerable.Repeat(4UL, buckets)], 1, 9 * Second)));
        Send(14, OtlpBody.Histogram("deepwiki.chat.first_delta", isDelta: false, OtlpBody.Buckets([], [.. Enumerable.Repeat(5UL, 1 - buckets)], 1, 14 * Second)));
        Send(19, FirstDelta(19, 0, 20, 0));

        Assert.Equal([(15, 1.5)], Points("first-delta", "p50"));
        Assert.Equal(20, Assert.Single(store.Metrics().Instruments).Count);
    }

    [Fact]
    public void The_table_counts_what_a_service_measured_before_it_was_known()
    {
        At(1_000);
        Send(1_000, FirstDelta(1_000, 0, 10, 0));
        Send(1_005, FirstDelta(1_005, 0, 10, 2));

        Assert.Equal(12, Assert.Single(store.Metrics().Instruments).Count);
        Assert.Equal([(1_005, 3.0)], Points("first-delta", "p50"));
    }

    [Fact]
    public void The_table_counts_no_value_twice_when_buckets_change()
    {
        Send(4, FirstDelta(4, 0, 10, 0));
        Send(9, OtlpBody.Histogram("deepwiki.chat.first_delta", isDelta: false, OtlpBody.Buckets([8], [12, 0], 24, 9 * Second)));

        var row = Assert.Single(store.Metrics().Instruments);
        Assert.Equal((12, 2), (row.Count, row.Mean));
    }

    [Fact]
    public void Numbers_beyond_all_measure_never_leave_as_none()
    {
        foreach (var second in new[] { 5, 10, 15 })
        {
            Send(second, OtlpBody.Sum("deepwiki.embeddings.texts", isMonotonic: true, isDelta: true, OtlpBody.Point(double.MaxValue, second * Second)),
                OtlpBody.Histogram("deepwiki.chat.first_delta", isDelta: true, OtlpBody.Buckets([-double.MaxValue, double.MaxValue], [1, ulong.MaxValue - 1, 0], double.MaxValue, second * Second)),
                OtlpBody.Gauge("deepwiki.queue.depth", OtlpBody.Point(double.MaxValue, second * Second), OtlpBody.Point(double.MaxValue, second * Second).Message(7, OtlpBody.Pair("n", 1))));
        }

        var metrics = store.Metrics();

        Assert.All(metrics.Charts.SelectMany(chart => chart.Series).SelectMany(series => series.Points), point => Assert.True(double.IsFinite(point.Value)));
        Assert.All(metrics.Instruments.SelectMany(row => new[] { row.Last, row.Count, row.Mean, row.P95 }), number => Assert.True(double.IsFinite(number ?? 0)));
    }

    private static ProtobufWriter Text(long second, double value, long start = 0) =>
        OtlpBody.Sum("deepwiki.embeddings.texts", isMonotonic: true, isDelta: false, OtlpBody.Point(value, second * Second, start));

    private static ProtobufWriter FirstDelta(int second, params ulong[] counts) =>
        OtlpBody.Histogram("deepwiki.chat.first_delta", isDelta: false, OtlpBody.Buckets([1, 2, 4], [.. counts, 0], 12.5, second * Second));

    private void Texts(int second, double value, long start = 0, string service = "test") => Send(service, second, Text(second, value, start));

    private void Send(int second, params ProtobufWriter[] metrics) => Send("test", second, metrics);

    private void Send(string service, int second, params ProtobufWriter[] metrics)
    {
        At(second);
        store.AddMetrics(OtlpBody.Request(service, metrics));
    }

    private void At(int second) =>
        time.Advance(DateTimeOffset.UnixEpoch.AddTicks((OtlpBody.Zero + second * Second) * TimeSpan.TicksPerMicrosecond) - time.GetUtcNow());

    private Chart Chart(string id) => store.Metrics().Charts.Single(chart => chart.Id == id);

    private IEnumerable<(long Second, double Value)> Points(string chart, string? line = null) =>
        Chart(chart).Series.Single(series => line is null || series.Name == line).Points.Select(point => ((point.Time - OtlpBody.Zero) / Second, point.Value));

    private sealed class CloseEnough : IEqualityComparer<(long Second, double Value)>
    {
        public bool Equals((long Second, double Value) x, (long Second, double Value) y) => x.Second == y.Second && Math.Abs(x.Value - y.Value) < 1e-9;

        public int GetHashCode((long Second, double Value) obj) => obj.Second.GetHashCode();
    }
}
#endif
