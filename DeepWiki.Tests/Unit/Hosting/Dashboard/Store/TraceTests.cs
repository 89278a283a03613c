#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.Tests.Fakes.Providers;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Store;

[Trait("Category", "Unit")]
public sealed class TraceTests
{
    private static readonly string Trace = OtlpBody.Hex(1, 16);

    private readonly TelemetryStore store = new(new ManualTime());

    [Fact]
    public void A_trace_over_several_services_is_one_row()
    {
        store.AddTraces(OtlpBody.Request("indexer", OtlpBody.Span("job.run", id: 2, parent: 1, start: 50, duration: 100).Message(15, new ProtobufWriter().Varint(3, 2))));
        store.AddTraces(OtlpBody.Request("chatapi", OtlpBody.Span("POST /", id: 1, start: 0, duration: 60)));

        var row = Assert.Single(store.Traces(new TraceFilter()).Traces);

        Assert.Equal((Trace, "POST /", "chatapi", 2, 1), (row.TraceId, row.Name, row.RootResource, row.Spans, row.Errors));
        Assert.Equal((OtlpBody.Zero, 150, false), (row.Start, row.Duration, row.IsPartial));
        Assert.Equal(["chatapi", "indexer"], row.Resources);
    }

    [Fact]
    public void A_trace_whose_root_has_not_come_is_named_after_its_earliest_span()
    {
        store.AddTraces(OtlpBody.Request("chatapi", OtlpBody.Span("late", id: 3, parent: 2, start: 5), OtlpBody.Span("early", id: 2, parent: 1)));

        var row = Assert.Single(store.Traces(new TraceFilter()).Traces);

        Assert.Equal(("early", true), (row.Name, row.IsPartial));
    }

    [Fact]
    public void A_child_that_comes_before_its_parent_finds_it_later()
    {
        store.AddTraces(OtlpBody.Request("chatapi", OtlpBody.Span("child", id: 2, parent: 1)));
        var before = Assert.Single(store.Trace(Trace)!.Spans);

        store.AddTraces(OtlpBody.Request("chatapi", OtlpBody.Span("parent", id: 1)));

        Assert.Equal((true, 0), (before.IsParentPending, before.Depth));
        Assert.Equal([("parent", 0, false), ("child", 1, false)], store.Trace(Trace)!.Spans.Select(span => (span.Name, span.Depth, span.IsParentPending)));
    }

    [Fact]
    public void A_waterfall_goes_deep_first_and_siblings_by_start()
    {
        store.AddTraces(OtlpBody.Request("chatapi",
            OtlpBody.Span("second", id: 3, parent: 1, start: 20),
            OtlpBody.Span("grandchild", id: 4, parent: 2, start: 30),
            OtlpBody.Span("first", id: 2, parent: 1, start: 10),
            OtlpBody.Span("root", id: 1)));

        Assert.Equal(["0 root", "1 first", "2 grandchild", "1 second"], store.Trace(Trace)!.Spans.Select(span => $"{span.Depth} {span.Name}"));
    }

    [Fact]
    public void A_span_that_comes_twice_stands_as_it_came_last()
    {
        store.AddTraces(OtlpBody.Request("chatapi", OtlpBody.Span("as before", id: 1)));
        store.AddTraces(OtlpBody.Request("chatapi", OtlpBody.Span("as after", id: 1)));

        Assert.Equal("as after", Assert.Single(store.Trace(Trace)!.Spans).Name);
        Assert.Equal(0, store.Traces(new TraceFilter()).Dropped);
    }

    [Fact]
    public void Parents_that_go_in_circles_are_drawn_once_each()
    {
        store.AddTraces(OtlpBody.Request("chatapi",
            OtlpBody.Span("a", id: 1, parent: 3, start: 0), OtlpBody.Span("b", id: 2, parent: 1, start: 1), OtlpBody.Span("c", id: 3, parent: 2, start: 2),
            OtlpBody.Span("own parent", id: 4, parent: 4, start: 3), OtlpBody.Span("root", id: 5, start: 9)));

        Assert.Equal(
            ["0 root False", "0 a True", "1 b False", "2 c False", "0 own parent True"],
            store.Trace(Trace)!.Spans.Select(span => $"{span.Depth} {span.Name} {span.IsParentPending}"));
    }

    [Fact]
    public void A_trace_may_be_as_deep_as_it_has_spans_and_says_how_many_it_does_not_show()
    {
        store.AddTraces(OtlpBody.Request("chatapi", [.. Enumerable.Range(1, 10_000).Select(id => OtlpBody.Span("deeper", id, parent: id - 1, start: id))]));

        var trace = store.Trace(Trace)!;

        Assert.Equal(Enumerable.Range(0, 2_000), trace.Spans.Select(span => span.Depth));
        Assert.Equal((8_000, 9_999 + 1_000), (trace.Omitted, trace.Duration));
        Assert.Equal(10_000, Assert.Single(store.Traces(new TraceFilter()).Traces).Spans);
    }

    [Fact]
    public void What_other_pages_link_to_is_shown_with_all_above_it()
    {
        store.AddTraces(OtlpBody.Request("chatapi",
        [
            OtlpBody.Span("root", id: 1),
            .. Enumerable.Range(2, 3_000).Select(id => OtlpBody.Span("query", id, parent: 1, start: id)),
            OtlpBody.Span("request", id: 4_001, parent: 1, start: 4_001), OtlpBody.Span("chat.stream", id: 4_002, parent: 4_001, start: 4_002),
            OtlpBody.Span("message", id: 4_003, parent: 1, start: 4_003), OtlpBody.Span("job.run", id: 4_004, parent: 4_003, start: 4_004),
        ]));

        var trace = store.Trace(Trace)!;

        Assert.Equal((2_000, 1_005), (trace.Spans.Count, trace.Omitted));
        Assert.Equal(["0 root", "1 query"], trace.Spans.Take(2).Select(span => $"{span.Depth} {span.Name}"));
        Assert.Equal(["1 request", "2 chat.stream", "1 message", "2 job.run"], trace.Spans.TakeLast(4).Select(span => $"{span.Depth} {span.Name}"));
    }

    [Fact]
    public void Traces_are_found_by_resource_error_and_text()
    {
        store.AddTraces(OtlpBody.Request("chatapi", OtlpBody.Span("GET /wiki", id: 1, trace: 1)));
        store.AddTraces(OtlpBody.Request("chatapi", OtlpBody.Span("POST /", id: 1, trace: 2, start: 1).Message(9, OtlpBody.Pair("url.path", "/Ask/"))));
        store.AddTraces(OtlpBody.Request("indexer", OtlpBody.Span("job.run", id: 1, trace: 3, start: 2).Message(15, new ProtobufWriter().Varint(3, 2))));

        Assert.Equal(["job.run", "POST /", "GET /wiki"], Names(new TraceFilter()));
        Assert.Equal(["job.run", "POST /"], Names(new TraceFilter(Limit: 2)));
        Assert.Equal(["POST /", "GET /wiki"], Names(new TraceFilter(Resource: "chatapi")));
        Assert.Equal(["job.run"], Names(new TraceFilter(ErrorsOnly: true)));
        Assert.Equal(["GET /wiki"], Names(new TraceFilter(Text: "WIKI")));
        Assert.Equal(["POST /"], Names(new TraceFilter(Text: "/ask")));
        Assert.Empty(Names(new TraceFilter(Limit: -1)));
        Assert.Equal(["chatapi", "indexer"], store.Traces(new TraceFilter()).Resources);
    }

    [Fact]
    public void An_unknown_trace_is_none()
    {
        Assert.Null(store.Trace(Trace));
    }

    [Fact]
    public void A_trace_shows_its_logs_oldest_first()
    {
        store.AddTraces(OtlpBody.Request("chatapi", OtlpBody.Span("root", id: 1)));
        store.AddLogs(OtlpBody.Request("chatapi", OtlpBody.Log("second", trace: 1, time: 2), OtlpBody.Log("first", trace: 1, time: 1), OtlpBody.Log("other", trace: 2)));

        Assert.Equal(["first", "second"], store.Trace(Trace)!.Logs.Select(log => log.Text));
    }

    [Fact]
    public void A_trace_shows_its_last_thousand_logs_and_says_how_many_it_does_not_show()
    {
        store.AddTraces(OtlpBody.Request("chatapi", OtlpBody.Span("root", id: 1)));
        store.AddLogs(OtlpBody.Request("chatapi", [.. Enumerable.Range(1, 1_005).Select(i => OtlpBody.Log($"{i}", trace: 1, time: i))]));

        var trace = store.Trace(Trace)!;

        Assert.Equal((1_000, "6", "1005", 5), (trace.Logs.Count, trace.Logs[0].Text, trace.Logs[^1].Text, trace.OmittedLogs));
    }

    private IEnumerable<string> Names(TraceFilter filter) => store.Traces(filter).Traces.Select(row => row.Name);
}
#endif
