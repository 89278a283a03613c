#if !USE_ASPIRE
using System.Net;
using System.Text.Json;
using Aspire.Hosting.Testing;
using DeepWiki.AppHost.Hosting.Orchestration;
using DeepWiki.AppHost.Hosting.Processes;
using DeepWiki.Tests.Fakes.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Graph;

/// <summary>What the dashboard knows after a few questions to the running product.</summary>
[Trait("Category", "Graph")]
[Collection(DashboardGraph.Name)]
public sealed class TelemetryTests(DashboardGraph graph)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_that_had_to_be_indexed_is_one_connected_trace_over_both_services()
    {
        var trace = await TraceAsync(stream => Text(stream, "provider") == "local" && Text(stream, "transport") == "ws" && Text(stream, "outcome") == "completed", oldest: true);

        var spans = Spans(trace);
        Assert.Equal("GET /ws/chat", Text(spans[0], "name"));
        Assert.Equal("101", Attribute(spans[0], "http.response.status_code"));
        Assert.Equal("/ws/chat", Attribute(spans[0], "http.route"));
        Assert.Equal(["chat.stream", "GET /ws/chat"], Ancestors(spans, Named(spans, "retrieval")));
        Assert.Equal(["chat.stream", "GET /ws/chat"], Ancestors(spans, spans.Single(span => Attribute(span, "gen_ai.operation.name") == "chat")));
        Assert.Contains(spans, span => Attribute(span, "db.system.name") == "postgresql" && Ancestors(spans, span).SequenceEqual(["retrieval", "chat.stream", "GET /ws/chat"]));
        var job = Named(spans, "job.run");
        Assert.Equal("indexer", Text(job, "resource"));
        Assert.Equal(["chat.index_wait", "chat.stream", "GET /ws/chat"], Ancestors(spans, job).TakeLast(3));
        Assert.Contains(spans, span => Text(span, "name") == "job.write" && Ancestors(spans, span).Contains("job.run"));
        Assert.Contains(spans, span => Text(span, "name") == "COPY chunks" && Ancestors(spans, span).Take(3).SequenceEqual(["job.store", "job.write", "job.run"]));
        Assert.DoesNotContain(spans, span => Text(span, "name") == "postgresql");
        Assert.All(spans, span => Assert.False(span.GetProperty("isParentPending").GetBoolean()));
    }

    [Fact]
    public async Task A_call_to_a_model_is_a_part_of_the_trace_with_the_request_that_it_made()
    {
        var trace = await TraceAsync(stream => Text(stream, "provider") == "openai", oldest: false);

        var spans = Spans(trace);
        var call = spans.Single(span => Attribute(span, "gen_ai.operation.name") == "chat");
        var request = spans.Single(span => Attribute(span, "url.full").Contains("/chat/completions", StringComparison.Ordinal));
        Assert.Equal("client", Text(call, "kind"));
        Assert.Equal("openai", Attribute(call, "gen_ai.provider.name"));
        Assert.Contains(Text(call, "name"), Ancestors(spans, request));
        Assert.Equal(["chat.stream", "GET /ws/chat"], Ancestors(spans, call));
    }

    [Fact]
    public async Task The_logs_of_a_question_stand_in_its_trace_beside_their_span()
    {
        var trace = await TraceAsync(stream => Text(stream, "provider") == "local" && Text(stream, "outcome") == "completed", oldest: true);

        var logs = trace.GetProperty("logs").EnumerateArray().ToList();
        var spans = Spans(trace).Select(span => Text(span, "spanId")).ToHashSet();
        Assert.Contains(logs, log => Text(log, "resource") == "chatapi" && Text(log, "text").StartsWith("Answer over ws ended", StringComparison.Ordinal));
        Assert.Contains(logs, log => Text(log, "resource") == "indexer" && Text(log, "text").Contains(" indexed ", StringComparison.Ordinal));
        Assert.All(logs, log => Assert.Contains(Text(log, "spanId"), spans));
    }

    [Fact]
    public async Task Every_stream_is_a_row()
    {
        // The count comes with the metrics, a second later.
        var answer = await graph.Browser.UntilAsync("/api/streams", streams => streams.GetProperty("active").GetDouble() == 0, Token);

        var streams = answer.GetProperty("streams").EnumerateArray().ToList();
        var good = streams.Where(stream => Text(stream, "outcome") == "completed").ToList();
        var bad = Assert.Single(streams.Except(good));
        Assert.Equal(DashboardGraph.Questions, streams.Count);
        Assert.Equal(["http", "ws", "ws", "ws", "ws"], streams.Select(stream => Text(stream, "transport")).Order(StringComparer.Ordinal));
        Assert.All(good, stream =>
        {
            Assert.Equal(1000, stream.GetProperty("closeCode").GetInt32());
            Assert.InRange(stream.GetProperty("firstDelta").GetInt64(), 1, stream.GetProperty("duration").GetInt64());
            Assert.Contains("shop/cart", Text(stream, "repository"), StringComparison.Ordinal);
            Assert.True(stream.GetProperty("deltas").GetInt64() > 0);
            Assert.NotEmpty(Text(stream, "model"));
        });
        Assert.NotEqual(1000, bad.GetProperty("closeCode").GetInt32());
        Assert.Equal("failed", Text(bad, "outcome"));
    }

    [Fact]
    public async Task Every_job_is_a_row_with_its_stages()
    {
        var answer = await graph.Browser.GetAsync("/api/jobs", Token);

        var job = Assert.Single(answer.GetProperty("jobs").EnumerateArray());
        Assert.Equal(13, job.GetProperty("files").GetInt64());
        Assert.True(job.GetProperty("chunks").GetInt64() >= 13);
        Assert.Equal(40, Text(job, "commit").Length);
        Assert.Equal(["job.fetch", "job.write", "job.activate"], job.GetProperty("stages").EnumerateArray().Select(stage => Text(stage, "name")));
    }

    [Fact]
    public async Task Probes_and_polling_leave_no_trace()
    {
        using var http = graph.App.CreateHttpClient("chatapi", "http");
        using var probe = await http.GetAsync("/health", Token);
        using var page = await http.GetAsync("/models/config", Token);
        await graph.Browser.UntilAsync("/api/traces?limit=500", traces => Rows(traces).Any(row => Text(row, "name").StartsWith("GET /models/config", StringComparison.Ordinal)), Token);

        // Other tests post telemetry of their own.
        var rows = Rows(await graph.Browser.GetAsync("/api/traces?limit=500", Token)).Where(row => Text(row, "rootResource") is "chatapi" or "indexer").ToList();

        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
        Assert.DoesNotContain(rows, row => Text(row, "name").Contains("/health", StringComparison.Ordinal) || Text(row, "name").Contains("/alive", StringComparison.Ordinal));
        Assert.All(rows, row => Assert.Matches("^(GET|POST) /|^storage\\.migrate$", Text(row, "name")));
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
    public async Task Services_report_their_metrics(string instrument, string resource)
    {
        var answer = await graph.Browser.UntilAsync(
            "/api/metrics",
            metrics => metrics.GetProperty("instruments").EnumerateArray().Any(row => Text(row, "name") == instrument && Text(row, "resource") == resource),
            Token);

        Assert.Equal(10, answer.GetProperty("charts").GetArrayLength());
    }

    [Fact]
    public async Task A_killed_service_shows_why_it_ended_and_comes_back_from_the_dashboard_on_its_port()
    {
        var before = await graph.Browser.ResourceAsync("indexer", resource => resource.GetProperty("isReady").GetBoolean(), Token);

        _ = Native.Signal(-graph.App.Services.GetRequiredService<Orchestrator>().ProcessId("indexer"), Native.Kill);
        var ended = await graph.Browser.ResourceAsync("indexer", resource => Text(resource, "state") == "Finished", Token);
        using var command = await graph.Browser.PostAsync("/api/resources/indexer/start", "{}", Token);
        var after = await graph.Browser.ResourceAsync("indexer", resource => resource.GetProperty("isReady").GetBoolean(), Token);

        Assert.Equal(128 + Native.Kill, ended.GetProperty("exitCode").GetInt32());
        Assert.Equal(HttpStatusCode.NoContent, command.StatusCode);
        Assert.Equal(before.GetProperty("addresses").GetRawText(), after.GetProperty("addresses").GetRawText());
        Assert.True(after.GetProperty("restarts").GetInt32() > 0);
    }

    [Fact]
    public async Task No_answer_of_the_dashboard_holds_a_password_or_a_key()
    {
        string?[] connections = [await graph.App.GetConnectionStringAsync("wikidb", Token), await graph.App.GetConnectionStringAsync("redis", Token)];
        List<string> secrets = [ScriptedProvider.Key, graph.Receiver.Key ?? "", .. connections.Select(connection => connection!.Split("assword=")[1].Split(';')[0])]; // Both have one.
        string[] names = ["postgres", "redis", "wikidb", "indexer", "chatapi"];
        List<string> paths = ["/api/resources", "/api/streams", "/api/jobs", "/api/metrics", "/api/logs?limit=1000", "/api/traces?limit=500",
            .. names.SelectMany(name => new[] { $"/api/resources/{name}/environment", $"/api/console/{name}" }),
            .. Rows(await graph.Browser.GetAsync("/api/traces?limit=500", Token)).Select(row => $"/api/traces/{Text(row, "traceId")}")];

        var answers = await Task.WhenAll(paths.Select(path => graph.Browser.ReadAsync(path, Token)));

        Assert.Contains(answers, answer => answer.Contains("ConnectionStrings__wikidb", StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.True(secret.Length > 10));
        Assert.All(answers, answer => Assert.DoesNotContain(secrets, secret => answer.Contains(secret, StringComparison.Ordinal)));
    }

    private async Task<JsonElement> TraceAsync(Func<JsonElement, bool> isMeant, bool oldest)
    {
        var all = (await graph.Browser.GetAsync("/api/streams", Token)).GetProperty("streams").EnumerateArray().Where(isMeant).OrderBy(stream => stream.GetProperty("start").GetInt64()).ToList();
        var stream = oldest ? all[0] : all[^1];
        return await graph.Browser.UntilAsync(
            $"/api/traces/{Text(stream, "traceId")}", trace => Spans(trace).All(span => !span.GetProperty("isParentPending").GetBoolean()), Token);
    }

    private static List<JsonElement> Rows(JsonElement traces) => [.. traces.GetProperty("traces").EnumerateArray()];

    private static List<JsonElement> Spans(JsonElement trace) => [.. trace.GetProperty("spans").EnumerateArray()];

    private static JsonElement Named(List<JsonElement> spans, string name) => spans.Single(span => Text(span, "name") == name);

    // From the parent to the root.
    private static List<string> Ancestors(List<JsonElement> spans, JsonElement span)
    {
        List<string> names = [];
        for (var parent = Text(span, "parentId"); parent.Length > 0 && spans.Find(other => Text(other, "spanId") == parent) is { ValueKind: JsonValueKind.Object } known; parent = Text(known, "parentId"))
        {
            names.Add(Text(known, "name"));
        }

        return names;
    }

    private static string Attribute(JsonElement span, string key) => span.GetProperty("attributes").EnumerateArray()
        .Where(attribute => Text(attribute, "key") == key).Select(attribute => Text(attribute, "value")).FirstOrDefault() ?? "";

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : "";
}
#endif
