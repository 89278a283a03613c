using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>Spans by trace, and by resource in order of arrival. The oldest make room.</summary>
internal sealed class SpanStore(ResourceTable resources)
{
    internal const int MaxSpansOfResource = 10_000;
    internal const long MaxBytes = 64 * 1024 * 1024;

    private readonly Dictionary<string, StoredTrace> traces = [];

    public IEnumerable<StoredTrace> Traces => traces.Values;

    public long Bytes { get; private set; }

    public long Dropped { get; private set; }

    public long Seen { get; private set; }

    public long SeenStreams { get; private set; }

    public long SeenJobs { get; private set; }

    public StoredTrace? Find(string traceId) => traces.GetValueOrDefault(traceId);

    public void Add(TelemetryResource resource, OtlpSpan span)
    {
        // A span that comes twice was sent again; what came last stands.
        if (Find(span.TraceId)?.Find(span.SpanId) is { } before)
        {
            Remove(before);
        }

        if (!traces.TryGetValue(span.TraceId, out var trace))
        {
            traces[span.TraceId] = trace = new StoredTrace(span.TraceId);
        }

        Seen++;
        SeenStreams += span.Name == TelemetryNames.ChatStream ? 1 : 0;
        SeenJobs += span.Name == TelemetryNames.JobRun ? 1 : 0;
        var stored = new StoredSpan(resource, span, Seen, MemoryEstimate.Of(span));
        Bytes += stored.Bytes;
        trace.Add(resource.Spans.AddLast(stored));
        if (resource.Spans.Count > MaxSpansOfResource)
        {
            Drop(resource);
        }

        while (Bytes > MaxBytes && resources.All.MinBy(other => other.Spans.First?.Value.Number ?? long.MaxValue) is { } oldest)
        {
            Drop(oldest);
        }
    }

    public void Forget(TelemetryResource resource)
    {
        while (resource.Spans.First is not null)
        {
            Drop(resource);
        }
    }

    private void Drop(TelemetryResource resource)
    {
        if (resource.Spans.First is { } first)
        {
            Remove(first);
            Dropped++;
        }
    }

    private void Remove(LinkedListNode<StoredSpan> node)
    {
        var (span, trace) = (node.Value.Span, traces[node.Value.Span.TraceId]);
        Bytes -= node.Value.Bytes;
        node.Value.Resource.Spans.Remove(node);
        trace.Remove(span.SpanId);
        if (trace.IsEmpty)
        {
            traces.Remove(span.TraceId);
        }
    }
}
