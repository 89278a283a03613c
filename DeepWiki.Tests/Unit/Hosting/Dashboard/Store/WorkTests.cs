#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.Tests.Fakes.Providers;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Store;

[Trait("Category", "Unit")]
public sealed class WorkTests
{
    private readonly ManualTime time = new();
    private readonly TelemetryStore store;

    public WorkTests() => store = new TelemetryStore(time);

    [Fact]
    public void A_stream_says_how_it_went()
    {
        store.AddTraces(OtlpBody.Request("chatapi", Tagged(
            OtlpBody.Span("chat.stream", id: 1, start: 100, duration: 900).Message(11, new ProtobufWriter().Fixed64(1, OtlpBody.Nanoseconds(350)).Text(2, "first_delta")),
            ("deepwiki.repository", "octo/wiki"), ("deepwiki.ask.kind", "question"), ("deepwiki.transport", "ws"), ("gen_ai.provider.name", "openai"),
            ("gen_ai.request.model", "small"), ("gen_ai.usage.input_tokens", 11), ("gen_ai.usage.output_tokens", 12), ("deepwiki.stream.deltas", 13),
            ("deepwiki.stream.sources", 14), ("deepwiki.stream.close_code", 1000), ("deepwiki.stream.close_reason", "done"), ("deepwiki.stream.outcome", "completed"))));

        var row = Assert.Single(store.Streams(10).Streams);

        Assert.Equal(
            new StreamRow(OtlpBody.Hex(1, 16), OtlpBody.Hex(1, 8), "chatapi", OtlpBody.Zero + 100, 900, 250, "octo/wiki", "question", "openai", "small", "ws",
                13, 11, 12, 14, 1000, "done", "completed"),
            row);
    }

    [Fact]
    public void What_a_stream_does_not_say_of_its_model_the_calls_below_it_do()
    {
        store.AddTraces(OtlpBody.Request("chatapi",
            OtlpBody.Span("chat.stream", id: 1),
            OtlpBody.Span("retrieval", id: 2, parent: 1),
            Tagged(OtlpBody.Span("embeddings tiny", id: 3, parent: 2), ("gen_ai.operation.name", "embeddings"), ("gen_ai.request.model", "tiny"), ("gen_ai.usage.input_tokens", 1)),
            Tagged(OtlpBody.Span("chat large", id: 5, parent: 1, start: 9), ("gen_ai.request.model", "large"), ("gen_ai.usage.input_tokens", 30), ("gen_ai.usage.output_tokens", 3)),
            Tagged(OtlpBody.Span("chat small", id: 4, parent: 1, start: 5), ("gen_ai.provider.name", "openai"), ("gen_ai.request.model", "small"), ("gen_ai.usage.input_tokens", 20)),
            Tagged(OtlpBody.Span("chat other", id: 7, parent: 6), ("gen_ai.request.model", "other"), ("gen_ai.usage.input_tokens", 500))));

        var row = Assert.Single(store.Streams(10).Streams);

        Assert.Equal(("openai", "small", 50, 3), (row.Provider, row.Model, row.InputTokens, row.OutputTokens));
        Assert.Equal((null, null, null, null), (row.FirstDelta, row.Repository, row.Deltas, row.Outcome));
    }

    [Fact]
    public void A_call_speaks_for_the_nearest_stream_however_deep_it_lies()
    {
        store.AddTraces(OtlpBody.Request("chatapi",
        [
            OtlpBody.Span("chat.stream", id: 1), OtlpBody.Span("chat.stream", id: 2, parent: 1),
            .. Enumerable.Range(3, 5_000).Select(id => OtlpBody.Span("deeper", id, parent: id - 1)),
            Tagged(OtlpBody.Span("chat", id: 6_000, parent: 5_002), ("gen_ai.request.model", "small")),
        ]));

        Assert.Equal([(2, "small"), (1, null)], store.Streams(10).Streams.Select(row => (row.SpanId == OtlpBody.Hex(2, 8) ? 2 : 1, row.Model)).OrderDescending());
    }

    // Each stream walking the whole trace by itself would take minutes here.
    [Fact]
    public void Streams_and_jobs_of_one_trace_are_looked_up_together()
    {
        for (var service = 0; service < 6; service++)
        {
            var first = service * 9_000;
            store.AddTraces(OtlpBody.Request($"service{service}",
            [
                .. Enumerable.Range(first + 1, 1_000).Select(id => OtlpBody.Span(id % 2 == 0 ? "chat.stream" : "job.run", id, parent: 60_000)),
                .. Enumerable.Range(first + 1_001, 8_000).Select(id => Tagged(OtlpBody.Span("job.chat", id, parent: id - 1), ("gen_ai.request.model", $"{service}"))),
            ]));
        }

        var (streams, jobs) = (store.Streams(500).Streams, store.Jobs(500).Jobs);

        Assert.Equal((500, 500, 54_000), (streams.Count, jobs.Count, Assert.Single(store.Traces(new TraceFilter()).Traces).Spans));
        Assert.All(streams, row => Assert.Equal(row.SpanId == OtlpBody.Hex(1_000, 8) ? "0" : null, row.Model));
    }

    [Fact]
    public void Absurd_numbers_and_parents_in_circles_give_a_row_all_the_same()
    {
        store.AddTraces(OtlpBody.Request("chatapi",
            Tagged(OtlpBody.Span("chat.stream", id: 1, parent: 3), ("deepwiki.stream.deltas", "many")),
            Tagged(OtlpBody.Span("chat", id: 2, parent: 1), ("gen_ai.request.model", "m"), ("gen_ai.usage.input_tokens", $"{long.MaxValue}")),
            Tagged(OtlpBody.Span("chat", id: 3, parent: 2), ("gen_ai.request.model", "m"), ("gen_ai.usage.input_tokens", $"{long.MaxValue}")),
            Tagged(OtlpBody.Span("chat", id: 8, parent: 9), ("gen_ai.request.model", "m")),
            Tagged(OtlpBody.Span("chat", id: 9, parent: 8), ("gen_ai.request.model", "m"))));

        var row = Assert.Single(store.Streams(10).Streams);

        Assert.Equal((null, -2), (row.Deltas, row.InputTokens));
    }

    [Fact]
    public void A_job_has_its_stages_in_order_and_not_its_queries()
    {
        store.AddTraces(OtlpBody.Request("indexer",
            Tagged(OtlpBody.Span("job.run", id: 1, duration: 500), ("deepwiki.job.id", "7"), ("deepwiki.job.kind", "index"), ("deepwiki.job.commit", "abc"), ("deepwiki.job.files", 1),
                ("deepwiki.job.chunks", 2), ("deepwiki.job.embedded", 3), ("deepwiki.job.reused", 4), ("deepwiki.job.skipped", 5), ("deepwiki.job.outcome", "completed")),
            OtlpBody.Span("job.write", id: 3, parent: 1, start: 200, duration: 20).Message(15, new ProtobufWriter().Varint(3, 2)),
            Tagged(OtlpBody.Span("job.fetch", id: 2, parent: 1, start: 100, duration: 10), ("deepwiki.repository", "octo/wiki")),
            OtlpBody.Span("SELECT", id: 4, parent: 1).Varint(6, 3),
            OtlpBody.Span("job.activate", id: 5, parent: 3)));

        var row = Assert.Single(store.Jobs(10).Jobs);

        Assert.Equal(
            (new JobRow(OtlpBody.Hex(1, 16), OtlpBody.Hex(1, 8), "indexer", OtlpBody.Zero, 500, "7", "index", "octo/wiki", "abc", 1, 2, 3, 4, 5, "completed", "unset", row.Stages), 2),
            (row, row.Stages.Count));
        Assert.Equal(new JobStage("job.fetch", OtlpBody.Zero + 100, 10, "unset"), row.Stages[0]);
        Assert.Equal(new JobStage("job.write", OtlpBody.Zero + 200, 20, "error"), row.Stages[1]);
    }

    [Fact]
    public void The_newest_come_first_and_no_more_than_asked_for()
    {
        store.AddTraces(OtlpBody.Request("chatapi", [.. Enumerable.Range(1, 5).Select(trace => OtlpBody.Span("chat.stream", 1, trace: trace, start: trace))]));

        Assert.Equal([5L, 4, 3], store.Streams(3).Streams.Select(row => row.Start - OtlpBody.Zero));
    }

    [Fact]
    public void What_runs_now_is_what_live_services_said_last()
    {
        time.Advance(TimeSpan.FromMinutes(2));
        store.AddMetrics(OtlpBody.Request("chatapi", "a", "DeepWiki", Active("deepwiki.chat.active", 2, 100), Active("deepwiki.jobs.active", 9, 100)));
        store.AddMetrics(OtlpBody.Request("chatapi", "b", "DeepWiki", Active("deepwiki.chat.active", 3, 110)));
        store.AddMetrics(OtlpBody.Request("chatapi", "dead", "DeepWiki", Active("deepwiki.chat.active", 50, 59)));

        Assert.Equal((5, 9), (store.Streams(1).Active, store.Jobs(1).Active));

        time.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(3, store.Streams(1).Active);
    }

    private static ProtobufWriter Active(string name, double value, int second) =>
        OtlpBody.Sum(name, isMonotonic: false, isDelta: false, OtlpBody.Point(value, second * 1_000_000L));

    private static ProtobufWriter Tagged(ProtobufWriter span, params (string Key, object Value)[] tags) =>
        tags.Aggregate(span, (all, tag) => all.Message(9, OtlpBody.Pair(tag.Key, tag.Value)));
}
#endif
