using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>One series of an instrument: a few minutes of slots, and totals. Deltas and cumulative points end in the same numbers.</summary>
internal sealed class MetricSeries(TelemetryResource resource, OtlpMetric metric, IReadOnlyList<TelemetryAttribute> attributes)
{
    /// <summary>What is kept.</summary>
    internal const long Window = 600_000_000;

    private const long Second = 1_000_000;

    private readonly List<MetricSlot> slots = [];
    private readonly long textBytes = MemoryEstimate.Of(metric) + MemoryEstimate.Of(attributes);
    private OtlpPoint? previous;

    public TelemetryResource Resource { get; } = resource;

    public OtlpMetric Metric { get; } = metric;

    public IReadOnlyList<MetricSlot> Slots => slots;

    public long LastTime { get; private set; }

    public double Last { get; private set; }

    public double Total { get; private set; }

    public double Sum { get; private set; }

    public double[] Buckets { get; private set; } = [];

    public double[] Bounds { get; private set; } = [];

    /// <summary>When the last point came, whatever time it said.</summary>
    public long Heard { get; private set; }

    public long Bytes => textBytes + 512 + BytesOf(slots.Count, Bounds.Length);

    /// <summary>Of slots and the arrays beside them.</summary>
    public static long BytesOf(int slots, int bounds) => sizeof(double) * 4L * bounds + slots * (128L + sizeof(double) * bounds);

    public string? Attribute(string key) => attributes.FirstOrDefault(attribute => attribute.Key == key)?.Value;

    /// <param name="point">Older ones than the last say nothing new of a sum since the start; what they add still counts.</param>
    /// <param name="isKnown">The sender has sent metrics before: what it had not measured then was zero.</param>
    /// <param name="now">When it came.</param>
    public void Add(OtlpPoint point, bool isKnown, long now)
    {
        Heard = now;
        if (Metric.Kind is MetricKind.ExponentialHistogram or MetricKind.Summary)
        {
            LastTime = point.Time;
            return;
        }

        if (point.Time < LastTime && !Metric.IsDelta)
        {
            return;
        }

        LastTime = Math.Max(LastTime, point.Time);
        // Without bounds there is one bucket or none.
        if (point.Buckets.Length != Buckets.Length || !point.Bounds.AsSpan().SequenceEqual(Bounds))
        {
            slots.Clear();
            (Bounds, Buckets, Total, Sum, previous) = (point.Bounds, new double[point.Buckets.Length], 0, 0, null);
        }

        var index = LastTime / MetricSlot.Length;
        if (previous is null && ZeroTime(point, isKnown) is { } zero)
        {
            slots.Add(new MetricSlot(index - 1, zero, 0, Total, [.. Buckets]));
        }

        Count(point);
        Last = Metric.IsDelta ? Last + point.Value : point.Value;
        previous = point with { Attributes = [] };
        if (slots.Count > 0 && slots[^1].Index == index)
        {
            slots.RemoveAt(slots.Count - 1);
        }

        slots.Add(new MetricSlot(index, LastTime, Last, Total, [.. Buckets]));
    }

    public void Trim(long now) => slots.RemoveAll(slot => slot.Time < now - Window);

    // When the first point's value was zero: at the start, or one slot ago if it is sure that there was nothing then. Null: unknown.
    private long? ZeroTime(OtlpPoint point, bool isKnown)
    {
        if (Metric.Kind is not (MetricKind.Counter or MetricKind.Histogram) || (!isKnown && point.Start <= point.Time - Window))
        {
            return null;
        }

        // Over less than a second a rate says little.
        return Math.Min(point.Time - Second, isKnown ? Math.Max(point.Start, point.Time - MetricSlot.Length) : point.Start);
    }

    private void Count(OtlpPoint point)
    {
        // A counter that starts anew, because its process or its instrument did, counts from zero again.
        var from = Metric.IsDelta || previous is null || previous.Start != point.Start || point.Value < previous.Value ? null : previous;
        Total += point.Value - (from?.Value ?? 0);
        Sum += point.Sum - (from?.Sum ?? 0);
        for (var i = 0; i < Buckets.Length; i++)
        {
            Buckets[i] += Math.Max(0, point.Buckets[i] - (from?.Buckets[i] ?? 0));
        }
    }
}
