namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>Reads a metric and its points. Points without a value, and numbers that are none, are left out.</summary>
internal static class MetricReader
{
    private const int MaxBuckets = 256;

    public static void Read(ProtobufReader metric, string scope, Action<OtlpMetric, OtlpPoint> handle)
    {
        // Names may stand behind the points, and so may temporality: copies of the reader look for them first.
        var described = Describe(metric, scope);
        while (metric.Next())
        {
            if (KindOf(metric.Field) is { } kind)
            {
                ReadData(metric.ReadMessage(), described with { Kind = kind }, handle);
            }
            else
            {
                metric.Skip();
            }
        }
    }

    private static MetricKind? KindOf(int field) => field switch
    {
        5 => MetricKind.Gauge,
        7 => MetricKind.UpDownCounter,
        9 => MetricKind.Histogram,
        10 => MetricKind.ExponentialHistogram,
        11 => MetricKind.Summary,
        _ => null,
    };

    private static OtlpMetric Describe(ProtobufReader metric, string scope)
    {
        var described = new OtlpMetric(scope, "", "", "", MetricKind.Gauge, IsDelta: false);
        while (metric.Next())
        {
            switch (metric.Field)
            {
                case 1: described = described with { Name = metric.ReadText(BoundedText.MaxName) }; break;
                case 2: described = described with { Description = metric.ReadText(BoundedText.MaxName) }; break;
                case 3: described = described with { Unit = metric.ReadText(BoundedText.MaxName) }; break;
                default: metric.Skip(); break;
            }
        }

        return described;
    }

    private static void ReadData(ProtobufReader data, OtlpMetric metric, Action<OtlpMetric, OtlpPoint> handle)
    {
        var settings = data;
        while (settings.Next())
        {
            switch (settings.Field)
            {
                case 2: metric = metric with { IsDelta = settings.ReadVarint() == 1 }; break;
                case 3 when metric.Kind == MetricKind.UpDownCounter:
                    metric = metric with { Kind = settings.ReadVarint() == 0 ? MetricKind.UpDownCounter : MetricKind.Counter };
                    break;
                default: settings.Skip(); break;
            }
        }

        while (data.Next(1))
        {
            if (ReadPoint(data.ReadMessage(), metric.Kind) is { } point && double.IsFinite(point.Value) && double.IsFinite(point.Sum))
            {
                handle(metric, point);
            }
        }
    }

    private static OtlpPoint? ReadPoint(ProtobufReader point, MetricKind kind) => kind switch
    {
        MetricKind.Histogram => ReadHistogram(point),
        MetricKind.ExponentialHistogram or MetricKind.Summary => new OtlpPoint(0, 0, 1, 0, [], [], []),
        _ => ReadNumber(point),
    };

    private static OtlpPoint? ReadNumber(ProtobufReader point)
    {
        var (start, time) = (0L, 0L);
        double? value = null;
        List<TelemetryAttribute> attributes = [];
        while (point.Next())
        {
            switch (point.Field)
            {
                case 2: start = point.ReadTime(); break;
                case 3: time = point.ReadTime(); break;
                case 4: value = point.ReadDouble(); break;
                case 6: value = (long)point.ReadFixed64(); break;
                case 7: AttributeReader.AddTo(attributes, point.ReadMessage()); break;
                default: point.Skip(); break;
            }
        }

        return value is { } number ? new OtlpPoint(start, time, number, 0, [], [], attributes) : null;
    }

    private static OtlpPoint ReadHistogram(ProtobufReader point)
    {
        var (start, time, count, sum) = (0L, 0L, 0UL, 0.0);
        List<ulong> buckets = [];
        List<ulong> bounds = [];
        List<TelemetryAttribute> attributes = [];
        while (point.Next())
        {
            switch (point.Field)
            {
                case 2: start = point.ReadTime(); break;
                case 3: time = point.ReadTime(); break;
                case 4: count = point.ReadFixed64(); break;
                case 5: sum = point.ReadDouble(); break;
                case 6: point.ReadPacked(buckets, MaxBuckets); break;
                case 7: point.ReadPacked(bounds, MaxBuckets); break;
                case 9: AttributeReader.AddTo(attributes, point.ReadMessage()); break;
                default: point.Skip(); break;
            }
        }

        var edges = bounds.ConvertAll(BitConverter.UInt64BitsToDouble);
        // Buckets that make no sense say nothing about the distribution; count and sum still stand.
        var isSound = buckets.Count == edges.Count + 1 && edges.TrueForAll(double.IsFinite) && edges.Zip(edges.Skip(1)).All(pair => pair.First < pair.Second);
        return new OtlpPoint(
            start, time, count, sum, isSound ? [.. edges] : [], isSound ? [.. buckets.Select(number => (double)number)] : [], attributes);
    }
}
