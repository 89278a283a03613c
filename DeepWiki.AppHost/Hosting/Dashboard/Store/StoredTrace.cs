using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>The spans of one trace that have arrived, whoever sent them.</summary>
internal sealed class StoredTrace(string id)
{
    private readonly Dictionary<string, LinkedListNode<StoredSpan>> nodes = [];

    public string Id { get; } = id;

    public bool IsEmpty => nodes.Count == 0;

    public IEnumerable<StoredSpan> Spans => nodes.Values.Select(node => node.Value);

    public void Add(LinkedListNode<StoredSpan> node) => nodes.Add(node.Value.Span.SpanId, node);

    public void Remove(string spanId) => nodes.Remove(spanId);

    public LinkedListNode<StoredSpan>? Find(string? spanId) => spanId is null ? null : nodes.GetValueOrDefault(spanId);

    /// <summary>These spans, each with the nearest span of that name above it; those that have one.</summary>
    public IEnumerable<(string Above, OtlpSpan Span)> Below(string name, Func<OtlpSpan, bool> takes)
    {
        // What one walk has passed ends the next one, and one that goes in circles: all of them together pass each span once.
        Dictionary<string, string?> known = [];
        foreach (var span in Spans.Select(stored => stored.Span).Where(takes))
        {
            List<string> passed = [];
            string? above = null;
            var next = Find(span.ParentId)?.Value.Span;
            while (next is not null && !known.TryGetValue(next.SpanId, out above))
            {
                above = next.Name == name ? next.SpanId : null;
                known[next.SpanId] = above;
                passed.Add(next.SpanId);
                next = above is null ? Find(next.ParentId)?.Value.Span : null;
            }

            passed.ForEach(id => known[id] = above);
            if (above is not null)
            {
                yield return (above, span);
            }
        }
    }
}
