using System.Diagnostics;
using Aspire.Hosting.Testing;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Telemetry;

namespace DeepWiki.Tests.Graph;

/// <summary>Telemetry that leaves the running product by OTLP after a few questions.</summary>
[Trait("Category", "Graph")]
public sealed class TelemetryTests(TelemetryGraph graph) : IClassFixture<TelemetryGraph>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private OtlpReceiver Receiver => graph.Receiver;

    [Fact]
    public async Task A_question_that_had_to_be_indexed_is_one_connected_trace_over_both_services()
    {
        var job = Receiver.Spans.Single(span => span.Name == "job.run");
        await ConnectedAsync(job.TraceId);
        var spans = Trace(job.TraceId);

        var root = spans.Single(span => span.ParentId.Length == 0);
        Assert.Equal(("GET /ws/chat", "101", "/ws/chat", "chatapi"), (root.Name, root["http.response.status_code"], root["http.route"], root.Service));
        Assert.Equal(["chat.stream", "GET /ws/chat"], Receiver.Ancestors(spans.Single(span => span.Name == "retrieval")));
        Assert.Equal(["chat.stream", "GET /ws/chat"], Receiver.Ancestors(spans.Single(span => span["gen_ai.operation.name"] == "chat")));
        Assert.Contains(
            spans, span => span["db.system.name"] == "postgresql" && Receiver.Ancestors(span).SequenceEqual(["retrieval", "chat.stream", "GET /ws/chat"]));
        Assert.Equal("indexer", job.Service);
        Assert.Equal(["chat.index_wait", "chat.stream", "GET /ws/chat"], Receiver.Ancestors(job).TakeLast(3));
        Assert.Contains(spans, span => span.Name == "job.write" && Receiver.Ancestors(span).Contains("job.run"));
        Assert.Contains(spans, span => span.Name == "COPY chunks" && Receiver.Ancestors(span).Take(3).SequenceEqual(["job.store", "job.write", "job.run"]));
        Assert.DoesNotContain(spans, span => span.Name == "postgresql");
    }

    [Fact]
    public async Task Every_question_is_one_trace_that_says_how_it_ended()
    {
        var streams = Receiver.Spans.Where(span => span.Name == "chat.stream").ToList();
        foreach (var stream in streams)
        {
            await ConnectedAsync(stream.TraceId);
        }

        var failed = Assert.Single(streams, stream => stream["deepwiki.stream.outcome"] != "completed");
        Assert.Equal(TelemetryGraph.Questions, streams.Select(stream => stream.TraceId).Distinct().Count());
        Assert.Equal(["http", "ws", "ws", "ws", "ws"], streams.Select(stream => stream["deepwiki.transport"]).Order(StringComparer.Ordinal));
        Assert.All(streams.Except([failed]), stream =>
        {
            Assert.Equal("1000", stream["deepwiki.stream.close_code"]);
            Assert.Equal("shop/cart", stream["deepwiki.repository"]);
            Assert.Contains(stream.Events, happened => happened.Name == "first_delta");
            Assert.NotEqual(ActivityStatusCode.Error, stream.Status);
        });
        Assert.Equal(("failed", ActivityStatusCode.Error), (failed["deepwiki.stream.outcome"], failed.Status));
    }

    [Fact]
    public async Task A_call_to_a_model_is_a_part_of_the_trace_with_the_request_that_it_made()
    {
        var call = Receiver.Spans.Single(span => span["gen_ai.operation.name"] == "chat" && span["gen_ai.provider.name"] == "openai");
        await ConnectedAsync(call.TraceId);

        var request = Trace(call.TraceId).Single(span => span["url.full"].Contains("/chat/completions", StringComparison.Ordinal));
        Assert.Equal(ActivityKind.Client, call.Kind);
        Assert.Contains(call.Name, Receiver.Ancestors(request));
        Assert.Equal(["chat.stream", "GET /ws/chat"], Receiver.Ancestors(call));
    }

    [Fact]
    public async Task The_logs_of_a_question_stand_in_its_trace_beside_their_span()
    {
        var trace = Receiver.Spans.Single(span => span.Name == "job.run").TraceId;
        await Receiver.UntilAsync(
            all =>
                all.Logs.Any(log => log.TraceId == trace && log.Service == "chatapi" && log.Body.StartsWith("Answer over ws ended", StringComparison.Ordinal))
                && all.Logs.Any(log => log.TraceId == trace && log.Service == "indexer" && log.Body.Contains(" indexed ", StringComparison.Ordinal)),
            Token);

        var spans = Trace(trace).Select(span => span.SpanId).ToHashSet();
        Assert.All(Receiver.Logs.Where(log => log.TraceId == trace), log => Assert.Contains(log.SpanId, spans));
    }

    [Fact]
    public void Probes_and_polling_leave_no_trace()
    {
        var roots = Receiver.Spans.Where(span => span.ParentId.Length == 0).Select(span => span.Name).ToList();

        Assert.DoesNotContain(Receiver.Spans, span => span.Name.Contains("/health", StringComparison.Ordinal) || span["url.path"] is "/health" or "/alive");
        Assert.All(roots, name => Assert.Matches("^(GET|POST) /|^storage\\.migrate$", name));
    }

    [Theory]
    [InlineData("deepwiki.chat.first_delta", "chatapi")]
    [InlineData("deepwiki.chat.duration", "chatapi")]
    [InlineData("deepwiki.job.duration", "indexer")]
    [InlineData("deepwiki.retrieval.duration", "chatapi")]
    [InlineData("deepwiki.queue.wait", "indexer")]
    [InlineData("deepwiki.queue.depth", "indexer")]
    [InlineData("deepwiki.queue.depth", "chatapi")]
    [InlineData("gen_ai.client.operation.duration", "chatapi")]
    [InlineData("gen_ai.client.operation.duration", "indexer")]
    [InlineData("gen_ai.client.token.usage", "chatapi")]
    [InlineData("http.server.request.duration", "chatapi")]
    [InlineData("dotnet.gc.last_collection.heap.size", "indexer")]
    public Task Services_report_their_metrics(string instrument, string service) =>
        Receiver.UntilAsync(all => all.Metrics.Any(metric => metric.Name == instrument && metric.Service == service), Token);

    [Fact]
    public async Task Nothing_that_leaves_holds_a_password_or_a_key()
    {
        string?[] connections = [await graph.App.GetConnectionStringAsync("wikidb", Token), await graph.App.GetConnectionStringAsync("redis", Token)];
        // Both have one.
        List<string> secrets = [ScriptedProvider.Key, .. connections.Select(connection => connection!.Split("assword=")[1].Split([';', ','])[0])];

        var text = Receiver.Text();

        Assert.Contains("shop/cart", text, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.True(secret.Length > 10));
        Assert.All(secrets.SelectMany(SecretForms.From), form => Assert.DoesNotContain(form, text, StringComparison.Ordinal));
    }

    private List<ReceivedSpan> Trace(string traceId) => [.. Receiver.Spans.Where(span => span.TraceId == traceId)];

    // Every parent has arrived, and there is one root.
    private Task ConnectedAsync(string traceId) => Receiver.UntilAsync(
        _ =>
        {
            var spans = Trace(traceId);
            var ids = spans.Select(span => span.SpanId).ToHashSet();
            return spans.Count(span => !ids.Contains(span.ParentId)) == 1 && spans.Count(span => span.ParentId.Length == 0) == 1;
        },
        Token);
}
