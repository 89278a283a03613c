namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>Reads a span. One without ids of the right length makes the request malformed: nothing could be said of its place.</summary>
internal static class SpanReader
{
    public const string Error = "error";

    public const int TraceIdLength = 16;
    public const int SpanIdLength = 8;

    private const int MaxEvents = 128;
    private const int MaxLinks = 128;

    public static OtlpSpan Read(ProtobufReader span, string scope, long now)
    {
        string? traceId = null, spanId = null, parentId = null, message = null;
        var (name, kind, status) = ("", "internal", "unset");
        var (start, end) = (0L, 0L);
        List<TelemetryAttribute> attributes = [];
        List<OtlpEvent> events = [];
        List<OtlpLink> links = [];
        while (span.Next())
        {
            switch (span.Field)
            {
                case 1: traceId = span.ReadId(TraceIdLength); break;
                case 2: spanId = span.ReadId(SpanIdLength); break;
                case 4: parentId = span.ReadId(SpanIdLength); break;
                case 5: name = span.ReadText(BoundedText.MaxName); break;
                case 6: kind = KindOf(span.ReadVarint()); break;
                case 7: start = span.ReadTime(); break;
                case 8: end = span.ReadTime(); break;
                case 9: AttributeReader.AddTo(attributes, span.ReadMessage()); break;
                case 11 when events.Count < MaxEvents: events.Add(ReadEvent(span.ReadMessage())); break;
                case 13 when links.Count < MaxLinks: AddLink(links, span.ReadMessage()); break;
                case 15: (status, message) = ReadStatus(span.ReadMessage()); break;
                default: span.Skip(); break;
            }
        }

        if (traceId is null || spanId is null)
        {
            throw new InvalidDataException("A span has no trace id or no span id.");
        }

        // A missing time is the other one, or now, so that a span does not seem to last since 1970.
        start = start > 0 ? start : end > 0 ? end : now;
        return new OtlpSpan(traceId, spanId, parentId, name, kind, scope, start, Math.Max(start, end), status, message, attributes, events, links);
    }

    private static string KindOf(ulong kind) => kind switch
    {
        2 => "server",
        3 => "client",
        4 => "producer",
        5 => "consumer",
        _ => "internal",
    };

    private static OtlpEvent ReadEvent(ProtobufReader item)
    {
        var (time, name) = (0L, "");
        List<TelemetryAttribute> attributes = [];
        while (item.Next())
        {
            switch (item.Field)
            {
                case 1: time = item.ReadTime(); break;
                case 2: name = item.ReadText(BoundedText.MaxName); break;
                case 3: AttributeReader.AddTo(attributes, item.ReadMessage()); break;
                default: item.Skip(); break;
            }
        }

        return new OtlpEvent(time, name, attributes);
    }

    // One without ids leads nowhere and is left out.
    private static void AddLink(List<OtlpLink> links, ProtobufReader link)
    {
        string? traceId = null, spanId = null;
        List<TelemetryAttribute> attributes = [];
        while (link.Next())
        {
            switch (link.Field)
            {
                case 1: traceId = link.ReadId(TraceIdLength); break;
                case 2: spanId = link.ReadId(SpanIdLength); break;
                case 4: AttributeReader.AddTo(attributes, link.ReadMessage()); break;
                default: link.Skip(); break;
            }
        }

        if (traceId is not null && spanId is not null)
        {
            links.Add(new OtlpLink(traceId, spanId, attributes));
        }
    }

    private static (string Status, string? Message) ReadStatus(ProtobufReader item)
    {
        var status = "unset";
        string? message = null;
        while (item.Next())
        {
            switch (item.Field)
            {
                case 2: message = item.ReadText(BoundedText.MaxValue); break;
                case 3: status = item.ReadVarint() switch { 1 => "ok", 2 => Error, _ => "unset" }; break;
                default: item.Skip(); break;
            }
        }

        return (status, message is { Length: > 0 } ? message : null);
    }
}
