using System.Collections.Concurrent;
using System.Diagnostics;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.Benchmarks.Measurements;

/// <summary>Listens to the product's own spans and sums up how long each kind took.</summary>
internal sealed class SpanTimes : IDisposable
{
    private readonly ConcurrentDictionary<string, double> milliseconds = new(StringComparer.Ordinal);
    private readonly ActivityListener listener;

    public SpanTimes()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == DeepWikiTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
                milliseconds.AddOrUpdate(span.OperationName, span.Duration.TotalMilliseconds, (_, sum) => sum + span.Duration.TotalMilliseconds),
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Puts what was heard since the last call among the figures, each under the name of what it is part of.</summary>
    public void Take(Samples samples, string whole)
    {
        foreach (var (span, sum) in milliseconds.OrderBy(span => span.Key, StringComparer.Ordinal))
        {
            samples.Add($"{whole}: {span}", "ms", sum);
        }

        milliseconds.Clear();
    }

    public void Dispose() => listener.Dispose();
}
