using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>The series of all instruments. One that fell silent makes room; while none did, what is new is refused.</summary>
internal sealed class MetricStore
{
    internal const int MaxSeries = 2_000;
    internal const long MaxBytes = 32 * 1024 * 1024;

    // A silent series may go, and what it said last no longer tells what is.
    private const long Fresh = 60_000_000;

    private readonly Dictionary<string, MetricSeries> series = [];
    private long nextTrim;
    private long nextSilent;

    public IReadOnlyCollection<MetricSeries> All => series.Values;

    public long Bytes { get; private set; }

    public long Dropped { get; private set; }

    public long Seen { get; private set; }

    public void Add(TelemetryResource resource, OtlpMetric metric, OtlpPoint point, long now)
    {
        Seen++;
        Trim(now);
        resource.FirstMetrics ??= now;
        // A time to come would hide what comes after it.
        point = point with { Time = point.Time > 0 && point.Time <= now ? point.Time : now };
        var key = KeyOf(resource, metric, point.Attributes);
        var isNew = !series.TryGetValue(key, out var one);
        one ??= new MetricSeries(resource, metric, point.Attributes);
        var added = isNew ? one.Bytes + MemoryEstimate.Of(key) : 0;
        // Two slots at most: the point's, and the zero before a first one.
        if (point.Time < now - MetricSeries.Window || !MakeRoom(key, isNew, added + MetricSeries.BytesOf(2, point.Bounds.Length), now))
        {
            Dropped++;
            return;
        }

        var before = one.Bytes;
        one.Add(point, resource.FirstMetrics < now, now);
        series[key] = one;
        Bytes += added + one.Bytes - before;
    }

    /// <summary>What an up-down counter stands at now, over all who have just said so.</summary>
    public long Current(string instrument, long now) =>
        (long)series.Values.Where(one => one.Metric.Name == instrument && one.LastTime > now - Fresh).Sum(one => one.Last);

    public void Trim(long now)
    {
        if (now < nextTrim)
        {
            return;
        }

        nextTrim = now + MetricSlot.Length;
        foreach (var (key, one) in series.ToList())
        {
            var before = one.Bytes;
            one.Trim(now);
            Bytes += one.Bytes - before;
            if (one.Heard < now - MetricSeries.Window)
            {
                Remove(key, one);
            }
        }
    }

    private static string KeyOf(TelemetryResource resource, OtlpMetric metric, IReadOnlyList<TelemetryAttribute> attributes) => JoinedText.Of(
    [
        $"{resource.Id}", metric.Scope, metric.Name, $"{metric.Kind}", $"{metric.IsDelta}",
        .. attributes.SelectMany(attribute => (string[])[attribute.Key, attribute.Value]),
    ]);

    private bool MakeRoom(string forKey, bool isNew, long bytes, long now)
    {
        while ((isNew && series.Count >= MaxSeries) || Bytes + bytes > MaxBytes)
        {
            if (now < nextSilent || series.Count == 0)
            {
                return false;
            }

            var (key, silent) = series.MinBy(one => (one.Key == forKey, one.Value.Heard));
            if (key == forKey || silent.Heard > now - Fresh)
            {
                // Until then none is silent, and looking again is of no use.
                nextSilent = silent.Heard + Fresh;
                return false;
            }

            Remove(key, silent);
            Dropped++;
        }

        return true;
    }

    private void Remove(string key, MetricSeries one)
    {
        series.Remove(key);
        Bytes -= one.Bytes + MemoryEstimate.Of(key);
    }
}
