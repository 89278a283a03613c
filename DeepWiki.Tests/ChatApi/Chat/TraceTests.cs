using System.Diagnostics;
using System.Text;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;
using DeepWiki.Tests.Support.Telemetry;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>One connected trace for each streamed request, from accept to close, and through the Indexer when it waits for an index.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class TraceTests(ChatStack stack)
{
    private const string Socket = "/ws/chat";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Socket)]
    [InlineData("/chat/completions/stream")]
    [InlineData("/api/chat/stream")]
    public async Task A_request_is_one_connected_trace(string path)
    {
        await using var server = await stack.StartAsync();
        await server.AskAsync(stack.Local().ToJson());
        using var spans = new SpanRecorder();
        server.Provider.Chat = ScriptedAnswer.Text("It is ", "tried again.");

        await SendAsync(server, path, stack.Local(), spans);

        var root = await spans.EndedAsync(SpanRecorder.ServerRequest);
        spans.AssertConnected(root);
        Assert.Same(root, spans.Ended[^1]);
        var stream = spans.Child(root, Spans.ChatStream);
        spans.Child(stream, Spans.Metadata);
        var retrieval = spans.Child(stream, Spans.Retrieve);
        spans.Child(spans.Child(retrieval, Spans.RetrieveEmbedding), "embeddings hash");
        Assert.Contains(spans.Ended, span => span.Source.Name == "Npgsql" && span.ParentSpanId == retrieval.SpanId);
        spans.Child(stream, Spans.Prompt);
        var model = spans.Child(stream, $"{Spans.ModelChat} gpt-5-nano");
        Assert.Contains(spans.Ended, span => span.Source.Name == "System.Net.Http" && span.ParentSpanId == model.SpanId);
    }

    [Theory]
    [InlineData(Socket, "ws")]
    [InlineData("/chat/completions/stream", "http")]
    [InlineData("/api/chat/stream", "http")]
    public async Task A_stream_tells_what_it_was_and_how_it_ended(string path, string transport)
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        server.Provider.Chat = ScriptedAnswer.Text("It is ", "tried again.") with { Pace = TimeSpan.FromMilliseconds(50) };

        await SendAsync(server, path, stack.Local(), spans);

        var stream = await spans.EndedAsync(Spans.ChatStream);
        Assert.Equal("local/runner", stream.GetTagItem(Tags.Repository));
        Assert.Equal(("openai", "gpt-5-nano"), (stream.GetTagItem(Tags.Provider), stream.GetTagItem(Tags.Model)));
        Assert.Equal((transport, "completed"), (stream.GetTagItem(Tags.Transport), stream.GetTagItem(Tags.Outcome)));
        Assert.Equal((1000, ""), (stream.GetTagItem(Tags.CloseCode), stream.GetTagItem(Tags.CloseReason)));
        Assert.True(stream.GetTagItem(Tags.Deltas) is >= 1);
        Assert.NotNull(stream.GetTagItem(Tags.OutputTokens));
        Assert.Equal(Spans.FirstDeltaEvent, Assert.Single(stream.Events).Name);
        Assert.Equal(ActivityStatusCode.Unset, stream.Status);
    }

    [Fact]
    public async Task A_question_that_waits_for_an_index_joins_both_services_in_one_trace()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();

        await SendAsync(server, Socket, stack.Serve("traced/indexed"), spans);

        var root = await spans.EndedAsync(SpanRecorder.ServerRequest);
        var job = await spans.EndedAsync(Spans.JobRun);
        spans.AssertConnected(root);
        var wait = spans.Child(spans.Child(root, Spans.ChatStream), Spans.IndexWait);
        Assert.Equal(wait.SpanId, job.ParentSpanId);
        Assert.Equal(wait.GetTagItem(Tags.JobId), job.GetTagItem(Tags.JobId));
        Assert.All((string[])[Spans.JobFetch, Spans.JobWrite, Spans.JobActivate], name => spans.Child(job, name));
        Assert.Contains(spans.Ended, span => span.Source.Name == "Npgsql" && span.ParentSpanId == job.SpanId);
    }

    [Fact]
    public async Task A_failed_stream_says_why()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        server.Provider.Chat = ScriptedAnswer.Failure(401);

        await SendAsync(server, Socket, stack.Local(), spans);

        var stream = await spans.EndedAsync(Spans.ChatStream);
        Assert.Equal((ActivityStatusCode.Error, "model_unauthorized"), (stream.Status, stream.GetTagItem(Tags.ErrorType)));
        Assert.Equal((1011, "model_unauthorized"), (stream.GetTagItem(Tags.CloseCode), stream.GetTagItem(Tags.CloseReason)));
        Assert.Equal(ActivityStatusCode.Error, spans.Child(stream, $"{Spans.ModelChat} gpt-5-nano").Status);
    }

    [Fact]
    public async Task A_stream_counts_the_citations_that_held_and_those_that_did_not()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        server.Provider.Chat = ScriptedAnswer.Text("As in [src/JobRunner.cs:4-6]() and [src/JobRunner.cs:400-600]() and [src/absent.cs:1]().");

        await SendAsync(server, Socket, stack.Local(), spans);

        var stream = await spans.EndedAsync(Spans.ChatStream);
        Assert.Equal((1, 2), (stream.GetTagItem(Tags.CitationsSent), stream.GetTagItem(Tags.CitationsDropped)));
    }

    [Fact]
    public async Task A_request_that_is_refused_is_a_trace_as_well()
    {
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();

        await SendAsync(server, Socket, new ChatQuestion("https://example.org/only-one-segment") { Type = "git" }, spans);

        spans.AssertConnected(await spans.EndedAsync(SpanRecorder.ServerRequest));
        Assert.Equal(
            (1003, "repository_invalid"), (spans.Ended.Single(IsStream).GetTagItem(Tags.CloseCode), spans.Ended.Single(IsStream).GetTagItem(Tags.CloseReason)));
    }

    [Theory]
    [InlineData(Socket)]
    [InlineData("/api/chat/stream")]
    public async Task No_span_holds_a_secret_a_question_or_an_answer(string path)
    {
        const string Canary = "ghp_canary0123456789canary0123456789abcd";
        await using var server = await stack.StartAsync();
        using var spans = new SpanRecorder();
        stack.Git.Token = Canary;
        var question = stack.Serve("traced/private" + path.Length) with { Token = Canary, Text = "What about the job in zebracrossing?" };
        server.Provider.Chat = ScriptedAnswer.Text("Lilacs ", "in bloom.");
        try
        {
            await SendAsync(server, path, question, spans);
            await spans.EndedAsync(SpanRecorder.ServerRequest);
            await spans.EndedAsync(Spans.JobRun);
        }
        finally
        {
            stack.Git.Token = null;
        }

        var text = spans.Text();
        Assert.Equal(1000, spans.Ended.Single(IsStream).GetTagItem(Tags.CloseCode));
        Assert.All(
            (string[])[Canary, Convert.ToBase64String(Encoding.UTF8.GetBytes("x-access-token:" + Canary)), ScriptedProvider.Key, "zebracrossing", "Lilacs"],
            secret => Assert.DoesNotContain(secret, text));
    }

    private static bool IsStream(Activity span) => span.OperationName == Spans.ChatStream;

    private static async Task SendAsync(ChatServer server, string path, ChatQuestion question, SpanRecorder spans)
    {
        if (path == Socket)
        {
            await using var socket = await RawConnection.UpgradeAsync(server.Address, headers: $"traceparent: {spans.TraceParent}");
            await socket.SendTextAsync(question.ToJson());
            await socket.ReadToEndAsync();
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(question.ToJson(), Encoding.UTF8, "application/json") };
        request.Headers.Add("traceparent", spans.TraceParent);
        using var response = await server.Http.SendAsync(request, Token);
        await response.Content.ReadAsStringAsync(Token);
    }
}
