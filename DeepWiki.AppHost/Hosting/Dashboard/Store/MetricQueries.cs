using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>Charts and the table of instruments.</summary>
internal static class MetricQueries
{
    // A value stands until the next one, but not for ever.
    private const long SlotsCarried = 12;
    private const int MaxLines = 12;
    private const int KeyBytes = 8;
    private const double MicrosecondsPerSecond = 1_000_000;

    public static IReadOnlyList<Chart> Charts(IReadOnlyCollection<MetricSeries> all, long now) =>
        [.. ChartDefinition.All.Select(chart => Bounded(chart, [.. chart.Lines.SelectMany(line => Draw(line, all, now))]))];

    public static IReadOnlyList<InstrumentRow> Instruments(IReadOnlyCollection<MetricSeries> all) =>
    [
        .. all.GroupBy(series => (series.Resource, series.Metric)).Select(group => Row([.. group]))
            .OrderBy(row => row.Resource, StringComparer.Ordinal)
            .ThenBy(row => row.Scope, StringComparer.Ordinal)
            .ThenBy(row => row.Name, StringComparer.Ordinal),
    ];

    private static Chart Bounded(ChartDefinition chart, List<ChartSeries> lines)
    {
        var largest = lines.Index().OrderByDescending(line => line.Item.Points.Max(point => point.Value)).Take(MaxLines);
        return new Chart(chart.Id, chart.Title, chart.Unit, [.. largest.OrderBy(line => line.Index).Select(line => line.Item)], Math.Max(0, lines.Count - MaxLines));
    }

    private static IEnumerable<ChartSeries> Draw(ChartLine line, IReadOnlyCollection<MetricSeries> all, long now)
    {
        var lines = all.Where(line.Takes).GroupBy(line.NameOf);
        foreach (var group in lines.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            List<MetricSeries> series = [.. group];
            var points = line.Statistic switch
            {
                Statistic.Last => Lasts(series, now),
                Statistic.Rate => Rates(series),
                Statistic.Median => Quantiles(series, 0.5),
                _ => Quantiles(series, 0.95),
            };
            List<ChartPoint> drawn =
            [
                .. points.Where(point => double.IsFinite(point.Value)).OrderBy(point => point.Index)
                    .Select(point => new ChartPoint(point.Index * MetricSlot.Length, point.Value)),
            ];
            if (drawn.Count > 0)
            {
                yield return new ChartSeries(group.Key, drawn);
            }
        }
    }

    private static IEnumerable<(long Index, double Value)> Lasts(List<MetricSeries> series, long now)
    {
        var newest = now / MetricSlot.Length;
        for (var index = newest - MetricSeries.Window / MetricSlot.Length; index <= newest; index++)
        {
            var values = series.Select(one => one.Slots.LastOrDefault(slot => slot.Index <= index && slot.Index > index - SlotsCarried)).OfType<MetricSlot>().ToList();
            if (values.Count > 0)
            {
                yield return (index, values.Sum(slot => slot.Last));
            }
        }
    }

    private static IEnumerable<(long Index, double Value)> Rates(List<MetricSeries> series) =>
        Steps(series).GroupBy(step => step.To.Index)
            .Select(slot => (slot.Key, slot.Sum(step => (step.To.Total - step.From.Total) * MicrosecondsPerSecond / (step.To.Time - step.From.Time))));

    private static IEnumerable<(long Index, double Value)> Quantiles(List<MetricSeries> series, double share)
    {
        foreach (var slot in Steps(series).GroupBy(step => step.To.Index))
        {
            var bounds = slot.First().Series.Bounds;
            var counts = new double[bounds.Length + 1];
            // Buckets add up only where they are the same.
            foreach (var (_, from, to) in slot.Where(step => step.Series.Bounds.AsSpan().SequenceEqual(bounds)))
            {
                for (var i = 0; i < to.Buckets.Length; i++)
                {
                    counts[i] += to.Buckets[i] - from.Buckets[i];
                }
            }

            if (Quantile.Of(share, bounds, counts) is { } value)
            {
                yield return (slot.Key, value);
            }
        }
    }

    private static IEnumerable<(MetricSeries Series, MetricSlot From, MetricSlot To)> Steps(List<MetricSeries> series) =>
        series.SelectMany(one => one.Slots.Zip(one.Slots.Skip(1)), (one, pair) => (one, pair.First, pair.Second));

    private static InstrumentRow Row(List<MetricSeries> series)
    {
        var (metric, bounds) = (series[0].Metric, series[0].Bounds);
        var isHistogram = metric.Kind == MetricKind.Histogram;
        var count = series.Sum(one => one.Total);
        var counts = Enumerable.Range(0, bounds.Length + 1)
            .Select(i => series.Where(one => one.Bounds.AsSpan().SequenceEqual(bounds)).Sum(one => one.Buckets.ElementAtOrDefault(i))).ToArray();
        return new InstrumentRow(
            KeyOf(series[0].Resource, metric),
            series[0].Resource.Name,
            metric.Scope,
            metric.Name,
            metric.Description,
            metric.Unit,
            JsonNamingPolicy.CamelCase.ConvertName(metric.Kind.ToString()),
            series.Count,
            metric.Kind is MetricKind.Gauge or MetricKind.Counter or MetricKind.UpDownCounter ? Finite(series.Sum(one => one.Last)) : null,
            isHistogram ? Finite(count) : null,
            isHistogram && count > 0 ? Finite(series.Sum(one => one.Sum) / count) : null,
            isHistogram ? Quantile.Of(0.95, bounds, counts) : null);
    }

    private static string KeyOf(TelemetryResource resource, OtlpMetric metric)
    {
        var parts = JoinedText.Of([$"{resource.Id}", metric.Scope, metric.Name, metric.Description, metric.Unit, $"{metric.Kind}", $"{metric.IsDelta}"]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)).AsSpan(0, KeyBytes));
    }

    // JSON has no other numbers.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
