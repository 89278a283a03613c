namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>What the traces page and the waterfall of one trace show.</summary>
internal static class TraceQueries
{
    private const int MaxSpans = 2_000;

    public static IReadOnlyList<TraceRow> Rows(IEnumerable<StoredTrace> traces, TraceFilter filter) =>
    [
        .. traces.Where(trace => Matches(trace, filter)).OrderByDescending(trace => Extent(trace).Start)
            .Take(Math.Clamp(filter.Limit, 0, TraceFilter.MaxLimit)).Select(Row),
    ];

    public static TraceDetail Detail(StoredTrace trace, (IReadOnlyList<LogRow> Rows, int Omitted) logs)
    {
        var (start, duration) = Extent(trace);
        var drawn = Waterfall(trace);
        var linked = Linked(trace);
        // Sorting is stable, and a parent stands before its children: none of them loses its parent.
        var kept = drawn.Index().OrderBy(row => !linked.Contains(row.Item.Span.Span.SpanId)).Take(MaxSpans).OrderBy(row => row.Index);
        return new TraceDetail(
            trace.Id, start, duration, [.. kept.Select(row => Row(row.Item.Span, row.Item.Depth))], Math.Max(0, drawn.Count - MaxSpans), logs.Rows, logs.Omitted);
    }

    private static bool Matches(StoredTrace trace, TraceFilter filter) =>
        (filter.Resource is not { Length: > 0 } resource || trace.Spans.Any(span => span.Resource.Name == resource)) &&
        (!filter.ErrorsOnly || trace.Spans.Any(span => span.Span.IsError)) &&
        (filter.Text is not { Length: > 0 } text || trace.Spans.Any(span => Has(span, text)));

    private static bool Has(StoredSpan span, string text) =>
        span.Span.Name.Contains(text, StringComparison.OrdinalIgnoreCase) ||
        span.Span.Attributes.Any(attribute => attribute.Value.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static TraceRow Row(StoredTrace trace)
    {
        // A root if there is one, or else the earliest.
        var named = trace.Spans.MinBy(span => (span.Span.ParentId is not null, span.Span.Start))!; // A trace without spans is not kept.
        var (start, duration) = Extent(trace);
        return new TraceRow(
            trace.Id,
            named.Span.Name,
            named.Resource.Name,
            [.. trace.Spans.Select(span => span.Resource.Name).Distinct().Order(StringComparer.Ordinal)],
            trace.Spans.Count(),
            trace.Spans.Count(span => span.Span.IsError),
            start,
            duration,
            named.Span.ParentId is { } parent && trace.Find(parent) is null);
    }

    private static (long Start, long Duration) Extent(StoredTrace trace)
    {
        var start = trace.Spans.Min(span => span.Span.Start);
        return (start, trace.Spans.Max(span => span.Span.End) - start);
    }

    // What other pages link to, and all above it.
    private static HashSet<string> Linked(StoredTrace trace)
    {
        HashSet<string> linked = [];
        foreach (var stored in trace.Spans.Where(one => one.Span.Name is TelemetryNames.ChatStream or TelemetryNames.JobRun))
        {
            var next = stored;
            while (next is not null && linked.Add(next.Span.SpanId))
            {
                next = trace.Find(next.Span.ParentId)?.Value;
            }
        }

        return linked;
    }

    // With a stack of its own: a trace may be as deep as it has spans.
    private static List<(StoredSpan Span, int Depth)> Waterfall(StoredTrace trace)
    {
        var spans = trace.Spans.OrderBy(span => span.Span.Start).ThenBy(span => span.Number).ToList();
        var children = spans.ToLookup(span => span.Span.ParentId);
        HashSet<string> drawn = [];
        List<(StoredSpan Span, int Depth)> rows = [];
        var open = new Stack<(StoredSpan Span, int Depth)>();
        // After the roots only parents that go in circles are left: the earliest of each circle stands for a root.
        foreach (var root in spans.Where(span => trace.Find(span.Span.ParentId) is null).Concat(spans))
        {
            open.Push((root, 0));
            while (open.TryPop(out var next))
            {
                if (!drawn.Add(next.Span.Span.SpanId))
                {
                    continue;
                }

                rows.Add(next);
                foreach (var child in children[next.Span.Span.SpanId].Reverse())
                {
                    open.Push((child, next.Depth + 1));
                }
            }
        }

        return rows;
    }

    private static SpanRow Row(StoredSpan stored, int depth)
    {
        var span = stored.Span;
        return new SpanRow(
            span.SpanId, span.ParentId, depth == 0 && span.ParentId is not null, depth, span.Name, span.Kind, stored.Resource.Name, span.Scope,
            span.Start, span.Duration, span.Status, span.StatusMessage, span.Attributes, span.Events, span.Links);
    }
}
