using System.Diagnostics;
using System.Text;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;
using DeepWiki.Tests.Support.Telemetry;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>Spans, metrics and logs of a streamed answer, whichever way it ends.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class StreamTelemetryTests(ChatStack stack)
{
    private static readonly string[] Known =
    [
        Tags.Repository,
        Tags.Provider,
        Tags.Model,
        Tags.Transport,
        Tags.RequestIntent,
        Tags.Deltas,
        Tags.Sources,
        Tags.CloseCode,
        Tags.CloseReason,
        Tags.Outcome,
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_complete_answer_is_measured_by_provider_kind_and_transport()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        using var measured = new MeasurementRecorder(spans);

        await using var socket = await AskAsync(server, stack.Local(), spans);
        await socket.ReadToEndAsync();
        await spans.EndedAsync(Spans.ChatStream);

        const string About = "deepwiki.request.intent=question";
        Assert.Equal($"{About} deepwiki.transport=ws gen_ai.provider.name=openai", Assert.Single(measured.Get(Instruments.FirstDelta)).Line);
        Assert.Equal(
            $"{About} deepwiki.stream.outcome=completed deepwiki.transport=ws gen_ai.provider.name=openai",
            Assert.Single(measured.Get(Instruments.ChatDuration)).Line);
        Assert.Equal("deepwiki.retrieval.mode=hybrid", Assert.Single(measured.Get(Instruments.RetrievalDuration)).Line);
        Assert.Equal([1, -1], measured.Get(Instruments.ActiveChats).Select(change => change.Value));
    }

    [Fact]
    public async Task An_answer_that_fails_says_all_that_was_known_and_is_no_longer_counted()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        using var measured = new MeasurementRecorder(spans);
        server.Provider.Chat = ScriptedAnswer.Failure(401);

        await using var socket = await AskAsync(server, stack.Local(), spans);
        await socket.ReadToEndAsync();

        await AssertEndedAsync(spans, measured, "failed", Known);
    }

    [Fact]
    public async Task A_client_that_leaves_amid_an_answer_is_no_longer_counted()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        using var measured = new MeasurementRecorder(spans);
        server.Provider.Chat = ScriptedAnswer.Text("So far") with { Hang = ScriptedHang.AfterDeltas };

        await using var socket = await AskAsync(server, stack.Local(), spans);
        await server.Provider.HangingAsync(1, Token);
        socket.Reset();

        var stream = await AssertEndedAsync(spans, measured, "client_gone", Known);
        Assert.Equal(ActivityStatusCode.Unset, stream.Status);
        Assert.Equal(
            "cancelled", Assert.Single(measured.Get(Instruments.ModelDuration), call => Equals(call.Tags[Tags.Operation], "chat")).Tags[Tags.ErrorType]);
    }

    [Fact]
    public async Task A_service_that_stops_no_longer_counts_what_it_broke_off()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        using var measured = new MeasurementRecorder(spans);
        server.Provider.Chat = ScriptedAnswer.Text("So far") with { Hang = ScriptedHang.AfterDeltas };

        await using var socket = await AskAsync(server, stack.Local(), spans);
        await server.Provider.HangingAsync(1, Token);
        server.Program.Stop();
        await socket.ReadToEndAsync();

        await AssertEndedAsync(spans, measured, "failed", Known);
    }

    [Fact]
    public async Task A_request_that_is_refused_never_counts_as_running()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        using var measured = new MeasurementRecorder(spans);

        await using var socket = await AskAsync(server, new ChatQuestion("https://example.org/only-one-segment") { Type = "git" }, spans);
        await socket.ReadToEndAsync();
        await spans.EndedAsync(Spans.ChatStream);

        Assert.Empty(measured.Get(Instruments.ActiveChats));
        Assert.Equal(
            "deepwiki.request.intent=question deepwiki.stream.outcome=failed deepwiki.transport=ws",
            Assert.Single(measured.Get(Instruments.ChatDuration)).Line);
    }

    [Fact]
    public async Task Asking_whether_the_index_is_ready_leaves_no_span()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();

        await using var socket = await AskAsync(server, stack.Serve("polled/index"), spans);
        Assert.Equal(1000, (await socket.ReadToEndAsync()).Code);

        var wait = await spans.EndedAsync(Spans.IndexWait);
        var below = spans.Ended.Where(span => span.ParentSpanId == wait.SpanId).Select(span => span.GetTagItem("db.query.text") as string ?? "").ToList();
        Assert.Contains(below, sql => sql.Contains("insert into jobs", StringComparison.Ordinal));
        Assert.DoesNotContain(below, sql => sql.StartsWith("select state, stage", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redis_is_called_by_its_commands()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat/stream")
        { Content = new StringContent(stack.Local().ToJson(), Encoding.UTF8, "application/json") };
        request.Headers.Add("traceparent", spans.TraceParent);
        using var response = await server.Http.SendAsync(request, Token);
        await response.Content.ReadAsStringAsync(Token);
        await spans.EndedAsync(SpanRecorder.ServerRequest);

        var redis = spans.Ended.Where(span => Equals(span.GetTagItem(Tags.DatabaseSystem), "redis")).ToList();
        Assert.NotEmpty(redis);
        Assert.All(redis, span => Assert.Equal((ActivityKind.Client, span.OperationName), (span.Kind, span.GetTagItem(Tags.DatabaseOperation))));
        Assert.Contains(Spans.RedisGet, redis.Select(span => span.OperationName));
    }

    private static async Task<Activity> AssertEndedAsync(SpanRecorder spans, MeasurementRecorder measured, string outcome, string[] tags)
    {
        var stream = await spans.EndedAsync(Spans.ChatStream);
        Assert.All(tags, tag => Assert.NotNull(stream.GetTagItem(tag)));
        Assert.Equal(outcome, stream.GetTagItem(Tags.Outcome));
        Assert.Equal(outcome, Assert.Single(measured.Get(Instruments.ChatDuration)).Tags[Tags.Outcome]);
        Assert.Equal([1, -1], measured.Get(Instruments.ActiveChats).Select(change => change.Value));
        return stream;
    }

    private static async Task<RawConnection> AskAsync(ChatServer server, ChatQuestion question, SpanRecorder spans)
    {
        var socket = await RawConnection.UpgradeAsync(server.Address, headers: $"traceparent: {spans.TraceParent}");
        await socket.SendTextAsync(question.ToJson());
        return socket;
    }
}
