#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Otlp;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Otlp;

[Trait("Category", "Unit")]
public sealed class MetricReaderTests
{
    [Fact]
    public void An_instrument_is_known_by_its_data_and_what_stands_behind_them()
    {
        Assert.Equal(new OtlpMetric("meter", "g", "What it measures", "s", MetricKind.Gauge, IsDelta: false), Read(OtlpBody.Gauge("g", OtlpBody.Point(1, 0))).Single().Metric);
        Assert.Equal((MetricKind.Counter, true), KindOf(OtlpBody.Sum("c", isMonotonic: true, isDelta: true, OtlpBody.Point(1, 0))));
        Assert.Equal((MetricKind.UpDownCounter, false), KindOf(OtlpBody.Sum("u", isMonotonic: false, isDelta: false, OtlpBody.Point(1, 0))));
        Assert.Equal((MetricKind.Histogram, false), KindOf(OtlpBody.Histogram("h", isDelta: false, OtlpBody.Buckets([1], [1, 0], 1, 0))));
    }

    [Fact]
    public void A_number_may_be_whole_and_negative()
    {
        var point = Read(OtlpBody.Gauge("g", new ProtobufWriter().Fixed64(6, unchecked((ulong)-5)).Message(7, OtlpBody.Pair("state", "idle")))).Single().Point;

        Assert.Equal((-5, new TelemetryAttribute("state", "idle")), (point.Value, Assert.Single(point.Attributes)));
    }

    [Fact]
    public void Points_without_a_number_are_left_out()
    {
        var points = Read(OtlpBody.Gauge("g", new ProtobufWriter(), OtlpBody.Point(double.NaN, 0), OtlpBody.Point(double.PositiveInfinity, 0), OtlpBody.Point(3, 0)));

        Assert.Equal([3.0], points.Select(point => point.Point.Value));
    }

    [Fact]
    public void A_histogram_has_its_buckets()
    {
        var point = Read(OtlpBody.Histogram("h", isDelta: false, OtlpBody.Buckets([0.1, 1], [1, 2, 3], 4.5, 10, start: 5))).Single().Point;

        Assert.Equal((6, 4.5, OtlpBody.Zero + 5, OtlpBody.Zero + 10), (point.Value, point.Sum, point.Start, point.Time));
        Assert.Equal([0.1, 1], point.Bounds);
        Assert.Equal([1, 2, 3], point.Buckets);
    }

    public static TheoryData<double[], ulong[]> Unsound => new()
    {
        { [1, 2], [1, 1] },
        { [2, 1], [1, 1, 1] },
        { [1, 1], [1, 1, 1] },
        { [double.NaN], [1, 1] },
        { [1], [] },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void Buckets_that_make_no_sense_are_left_out_and_the_count_stands(double[] bounds, ulong[] counts)
    {
        var point = Read(OtlpBody.Histogram("h", isDelta: false, OtlpBody.Buckets(bounds, counts, 1, 0))).Single().Point;

        Assert.Equal((counts.Length, 0, 0), (point.Value, point.Bounds.Length, point.Buckets.Length));
    }

    [Theory]
    [InlineData(10, "ExponentialHistogram")]
    [InlineData(11, "Summary")]
    public void What_is_not_shown_is_counted(int field, string kind)
    {
        var data = new ProtobufWriter().Message(1, new ProtobufWriter().Double(4, 1)).Message(1, new ProtobufWriter());

        var points = Read(new ProtobufWriter().Text(1, "other").Message(field, data));

        Assert.Equal([kind, kind], points.Select(point => point.Metric.Kind.ToString()));
    }

    private static (MetricKind Kind, bool IsDelta) KindOf(ProtobufWriter metric)
    {
        var read = Read(metric).Single().Metric;
        return (read.Kind, read.IsDelta);
    }

    private static List<(OtlpMetric Metric, OtlpPoint Point)> Read(ProtobufWriter metric)
    {
        List<(OtlpMetric Metric, OtlpPoint Point)> points = [];
        MetricReader.Read(new ProtobufReader(metric.ToArray()), "meter", (described, point) => points.Add((described, point)));
        return points;
    }
}
#endif
