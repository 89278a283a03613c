using System.Diagnostics;
using System.Diagnostics.Metrics;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>
/// Keeps what the product's instruments measure within one trace: instruments belong to the whole process, and other tests use them at the
/// same time.
/// </summary>
internal sealed class MeasurementRecorder : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Measured> seen = [];
    private readonly SpanRecorder spans;
    private readonly MeterListener listener = new();

    public MeasurementRecorder(SpanRecorder spans)
    {
        this.spans = spans;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == DeepWikiTelemetry.Name)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
    }

    /// <summary>All that was measured by one instrument.</summary>
    public IReadOnlyList<Measured> Get(Instrument instrument)
    {
        lock (gate)
        {
            return seen.FindAll(measured => measured.Name == instrument.Name);
        }
    }

    public void Dispose() => listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Activity.Current?.TraceId != spans.TraceId)
        {
            return;
        }

        var all = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, tag) in tags)
        {
            all.Add(name, tag);
        }

        lock (gate)
        {
            seen.Add(new Measured(instrument.Name, value, all));
        }
    }

    internal sealed record Measured(string Name, double Value, IReadOnlyDictionary<string, object?> Tags)
    {
        /// <summary>Its attributes as one line, in the order of their names.</summary>
        public string Line => string.Join(' ', Tags.Select(tag => $"{tag.Key}={tag.Value}"));
    }
}
