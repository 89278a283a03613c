#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Otlp;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Otlp;

[Trait("Category", "Unit")]
public sealed class SpanReaderTests
{
    private const long Now = 1_234;

    [Fact]
    public void Reads_all_that_a_span_says()
    {
        var span = Read(OtlpBody.Span("GET /", id: 2, parent: 3, start: 10, duration: 20)
            .Varint(6, 2)
            .Message(9, OtlpBody.Pair("http.route", "/"))
            .Message(11, new ProtobufWriter().Fixed64(1, OtlpBody.Nanoseconds(15)).Text(2, "first_delta").Message(3, OtlpBody.Pair("n", 1)))
            .Message(13, new ProtobufWriter().Bytes(1, OtlpBody.Id(9, 16)).Bytes(2, OtlpBody.Id(8, 8)).Message(4, OtlpBody.Pair("why", "retry")))
            .Message(15, new ProtobufWriter().Text(2, "broken").Varint(3, 2))
            .Text(99, "of a later version"));

        Assert.Equal((OtlpBody.Hex(1, 16), OtlpBody.Hex(2, 8), OtlpBody.Hex(3, 8)), (span.TraceId, span.SpanId, span.ParentId));
        Assert.Equal(("GET /", "server", "scope", "error", "broken"), (span.Name, span.Kind, span.Scope, span.Status, span.StatusMessage));
        Assert.Equal((OtlpBody.Zero + 10, 20), (span.Start, span.Duration));
        Assert.Equal(new TelemetryAttribute("http.route", "/"), Assert.Single(span.Attributes));
        var item = Assert.Single(span.Events);
        Assert.Equal((OtlpBody.Zero + 15, "first_delta", new TelemetryAttribute("n", "1")), (item.Time, item.Name, Assert.Single(item.Attributes)));
        var link = Assert.Single(span.Links);
        Assert.Equal((OtlpBody.Hex(9, 16), OtlpBody.Hex(8, 8), new TelemetryAttribute("why", "retry")), (link.TraceId, link.SpanId, Assert.Single(link.Attributes)));
    }

    [Theory]
    [InlineData(15, 8)]
    [InlineData(16, 9)]
    [InlineData(0, 8)]
    [InlineData(16, 0)]
    public void Rejects_a_span_without_ids_of_the_right_length(int traceLength, int spanLength)
    {
        var span = new ProtobufWriter().Bytes(1, [.. Enumerable.Repeat((byte)1, traceLength)]).Bytes(2, [.. Enumerable.Repeat((byte)1, spanLength)]);

        Assert.Throws<InvalidDataException>(() => Read(span));
    }

    [Fact]
    public void An_id_of_zeros_is_none()
    {
        var span = OtlpBody.Span("root", 1).Bytes(4, new byte[8]);
        var nameless = OtlpBody.Span("nameless", 1).Bytes(1, new byte[16]);

        Assert.Null(Read(span).ParentId);
        Assert.Throws<InvalidDataException>(() => Read(nameless));
    }

    [Theory]
    [InlineData(0UL, 0UL, Now, 0)]
    [InlineData(0UL, 5_000UL, 5, 0)]
    [InlineData(5_000UL, 0UL, 5, 0)]
    [InlineData(9_000UL, 5_000UL, 9, 0)]
    [InlineData(1_000UL, ulong.MaxValue, 1, (1L << 53) - 2)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, (1L << 53) - 1, 0)]
    public void Times_that_cannot_be_give_no_absurd_duration(ulong start, ulong end, long expectedStart, long expectedDuration)
    {
        var span = Read(new ProtobufWriter().Bytes(1, OtlpBody.Id(1, 16)).Bytes(2, OtlpBody.Id(1, 8)).Fixed64(7, start).Fixed64(8, end));

        Assert.Equal((expectedStart, expectedDuration), (span.Start, span.Duration));
    }

    [Fact]
    public void Only_the_first_events_and_links_are_kept()
    {
        var wire = OtlpBody.Span("busy", 1);
        for (var i = 0; i < 200; i++)
        {
            wire.Message(11, new ProtobufWriter().Text(2, $"{i}")).Message(13, new ProtobufWriter().Bytes(1, OtlpBody.Id(1, 16)).Bytes(2, OtlpBody.Id(i + 1, 8)));
        }

        var span = Read(wire);

        Assert.Equal((128, 128), (span.Events.Count, span.Links.Count));
        Assert.Equal("127", span.Events[^1].Name);
    }

    [Fact]
    public void Links_that_lead_nowhere_are_left_out()
    {
        var span = Read(OtlpBody.Span("linked", 1)
            .Message(13, new ProtobufWriter().Bytes(1, OtlpBody.Id(9, 16)))
            .Message(13, new ProtobufWriter().Bytes(2, OtlpBody.Id(8, 8)))
            .Message(13, new ProtobufWriter().Bytes(1, new byte[16]).Bytes(2, OtlpBody.Id(8, 8)))
            .Message(13, new ProtobufWriter().Bytes(1, OtlpBody.Id(9, 16)).Bytes(2, OtlpBody.Id(7, 8))));

        Assert.Equal(OtlpBody.Hex(7, 8), Assert.Single(span.Links).SpanId);
    }

    [Fact]
    public void A_value_nested_too_deep_costs_the_request_nothing_else()
    {
        var deep = Enumerable.Range(0, 50).Aggregate((object)"x", (inner, _) => new[] { inner });
        var body = OtlpBody.Request("chatapi", OtlpBody.Span("deep", 1).Message(11, new ProtobufWriter().Message(3, OtlpBody.Pair("deep", deep))), OtlpBody.Span("next", 2));
        List<OtlpSpan> spans = [];

        RequestReader.Read(body, (origin, item) => spans.Add(Read(item, origin)));

        Assert.Equal(["deep", "next"], spans.Select(span => span.Name));
        Assert.Equal("""[[[["…"]]]]""", Assert.Single(Assert.Single(spans[0].Events).Attributes).Value);
    }

    private static OtlpSpan Read(ProtobufReader item, TelemetryOrigin origin) => SpanReader.Read(item, origin.Scope, Now);

    private static OtlpSpan Read(ProtobufWriter span) => SpanReader.Read(new ProtobufReader(span.ToArray()), "scope", Now);
}
#endif
