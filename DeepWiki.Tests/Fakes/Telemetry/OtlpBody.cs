namespace DeepWiki.Tests.Fakes.Telemetry;

/// <summary>Parts of OTLP requests. Times are microseconds after <see cref="Zero"/>; ids are small numbers.</summary>
internal static class OtlpBody
{
    /// <summary>When <see cref="Providers.ManualTime"/> begins.</summary>
    public static long Zero { get; } = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1_000;

    public static ulong Nanoseconds(long offset) => (ulong)(Zero + offset) * 1_000;

    public static byte[] Request(string service, params ProtobufWriter[] items) => Request(service, "", "test", items);

    public static byte[] Request(string service, string instance, string scope, params ProtobufWriter[] items)
    {
        var group = new ProtobufWriter().Message(1, new ProtobufWriter().Text(1, scope));
        foreach (var item in items)
        {
            group.Message(2, item);
        }

        var resource = new ProtobufWriter().Message(1, Pair("service.name", service)).Message(1, Pair("service.instance.id", instance));
        return new ProtobufWriter().Message(1, new ProtobufWriter().Message(1, resource).Message(2, group)).ToArray();
    }

    public static ProtobufWriter Span(string name, int id, int parent = 0, int trace = 1, long start = 0, long duration = 1_000)
    {
        var span = new ProtobufWriter().Bytes(1, Id(trace, 16)).Bytes(2, Id(id, 8)).Text(5, name).Varint(6, 1)
            .Fixed64(7, Nanoseconds(start)).Fixed64(8, Nanoseconds(start + duration));
        return parent == 0 ? span : span.Bytes(4, Id(parent, 8));
    }

    public static ProtobufWriter Log(string text, ulong severity = 9, int trace = 0, long time = 0)
    {
        var log = new ProtobufWriter().Fixed64(1, Nanoseconds(time)).Varint(2, severity).Message(5, Any(text));
        return trace == 0 ? log : log.Bytes(9, Id(trace, 16)).Bytes(10, Id(1, 8));
    }

    public static ProtobufWriter Gauge(string name, params ProtobufWriter[] points) => Metric(name, 5, [], points);

    public static ProtobufWriter Sum(string name, bool isMonotonic, bool isDelta, params ProtobufWriter[] points) =>
        Metric(name, 7, [new ProtobufWriter().Varint(2, isDelta ? 1UL : 2UL).Varint(3, isMonotonic ? 1UL : 0UL)], points);

    public static ProtobufWriter Histogram(string name, bool isDelta, params ProtobufWriter[] points) =>
        Metric(name, 9, [new ProtobufWriter().Varint(2, isDelta ? 1UL : 2UL)], points);

    public static ProtobufWriter Point(double value, long time, long start = 0) =>
        new ProtobufWriter().Fixed64(2, Nanoseconds(start)).Fixed64(3, Nanoseconds(time)).Double(4, value);

    public static ProtobufWriter Buckets(double[] bounds, ulong[] counts, double sum, long time, long start = 0)
    {
        var point = new ProtobufWriter().Fixed64(2, Nanoseconds(start)).Fixed64(3, Nanoseconds(time))
            .Fixed64(4, counts.Aggregate(0UL, (all, count) => all + count)).Double(5, sum);
        foreach (var count in counts)
        {
            point.Fixed64(6, count);
        }

        return point.Bytes(7, [.. bounds.SelectMany(BitConverter.GetBytes)]);
    }

    public static ProtobufWriter Pair(string key, object value) => new ProtobufWriter().Text(1, key).Message(2, Any(value));

    public static ProtobufWriter Any(object value) => value switch
    {
        bool truth => new ProtobufWriter().Varint(2, truth ? 1UL : 0UL),
        int number => new ProtobufWriter().Varint(3, (ulong)number),
        double number => new ProtobufWriter().Double(4, number),
        byte[] bytes => new ProtobufWriter().Bytes(7, bytes),
        object[] list => new ProtobufWriter().Message(5, list.Aggregate(new ProtobufWriter(), (all, item) => all.Message(1, Any(item)))),
        Dictionary<string, object> map => new ProtobufWriter().Message(6, map.Aggregate(new ProtobufWriter(), (all, item) => all.Message(1, Pair(item.Key, item.Value)))),
        _ => new ProtobufWriter().Text(1, (string)value),
    };

    public static byte[] Id(int number, int length)
    {
        var id = new byte[length];
        BitConverter.TryWriteBytes(id, number);
        return id;
    }

    public static string Hex(int number, int length) => Convert.ToHexStringLower(Id(number, length));

    // Names behind the points and settings behind them too, as a writer may.
    private static ProtobufWriter Metric(string name, int field, ProtobufWriter[] settings, ProtobufWriter[] points)
    {
        var data = new ProtobufWriter();
        foreach (var point in points)
        {
            data.Message(1, point);
        }

        foreach (var setting in settings)
        {
            data.Raw(setting.ToArray());
        }

        return new ProtobufWriter().Message(field, data).Text(1, name).Text(2, "What it measures").Text(3, "s");
    }
}
