using System.Diagnostics;

namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>One exported span. Ids are lower-case hexadecimal.</summary>
internal sealed record ReceivedSpan
{
    public required string Service { get; init; }

    /// <summary>The name of its activity source.</summary>
    public required string Scope { get; init; }

    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    /// <summary>Empty for a root.</summary>
    public required string ParentId { get; init; }

    public required string Name { get; init; }

    public required ActivityKind Kind { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required ReceivedAttributes Attributes { get; init; }

    public required IReadOnlyList<ReceivedEvent> Events { get; init; }

    public required ActivityStatusCode Status { get; init; }

    public required string StatusDescription { get; init; }

    /// <summary>An attribute as text; empty when the span has none of this name.</summary>
    public string this[string attribute] => Attributes[attribute];

    /// <summary>Reads an <c>ExportTraceServiceRequest</c>.</summary>
    public static IEnumerable<ReceivedSpan> ReadAll(ProtobufMessage request) =>
        from resource in request.Messages(1)
        let service = ReceivedAttributes.ReadService(resource)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select Read(service, scope.Message(1).Text(1), span);

    private static ReceivedSpan Read(string service, string scope, ProtobufMessage span) => new()
    {
        Service = service,
        Scope = scope,
        TraceId = span.Hex(1),
        SpanId = span.Hex(2),
        ParentId = span.Hex(4),
        Name = span.Text(5),
        // OTLP has 0 for "unspecified" before them.
        Kind = (ActivityKind)(span.Number(6) - 1),
        Start = span.Time(7),
        End = span.Time(8),
        Attributes = ReceivedAttributes.Read(span, 9),
        Events = [.. span.Messages(11).Select(item => new ReceivedEvent(item.Text(2), item.Time(1), ReceivedAttributes.Read(item, 3)))],
        StatusDescription = span.Message(15).Text(2),
        Status = (ActivityStatusCode)span.Message(15).Number(3),
    };
}
