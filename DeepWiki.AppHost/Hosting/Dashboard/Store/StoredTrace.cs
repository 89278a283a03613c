using DeepWiki.AppHost.Hosting.Dashboard.Otlp;

namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <summary>The spans of one trace that have arrived, whoever sent them.</summary>
internal sealed class StoredTrace(string id)
{
    // Enough for any trace that makes sense, and an end for parents that go in circles.
    private const int MostLevels = 64;

    private readonly Dictionary<string, LinkedListNode<StoredSpan>> nodes = [];

    public string Id { get; } = id;

    public bool IsEmpty => nodes.Count == 0;

    public IEnumerable<StoredSpan> Spans => nodes.Values.Select(node => node.Value);

    public void Add(LinkedListNode<StoredSpan> node) => nodes.Add(node.Value.Span.SpanId, node);

    public void Remove(string spanId) => nodes.Remove(spanId);

    public LinkedListNode<StoredSpan>? Find(string? spanId) => spanId is null ? null : nodes.GetValueOrDefault(spanId);

    public bool IsBelow(OtlpSpan span, string ancestor)
    {
        var parent = span.ParentId;
        for (var level = 0; parent is not null && parent != ancestor && level < MostLevels; level++)
        {
            parent = Find(parent)?.Value.Span.ParentId;
        }

        return parent == ancestor;
    }
}
