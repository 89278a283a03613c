using System.Diagnostics;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Models.Tracing;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.Tests.Core.Models.Remote;

/// <summary>Every call to a model is a span and a measurement by OpenTelemetry's conventions for generative models, however it ends.</summary>
[Trait("Category", "Integration")]
public sealed class ModelTelemetryTests : IAsyncLifetime
{
    private const string Question = "What blooms in spring?";
    private const string Key = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    private readonly SpanRecorder spans = new();
    private readonly MeasurementRecorder measured;
    private ScriptedProvider provider = null!; // Set before every test.

    public ModelTelemetryTests() => measured = new MeasurementRecorder(spans);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Server => $"server.address=127.0.0.1 server.port={provider.BaseAddress.Port}";

    public async ValueTask InitializeAsync() => provider = await ScriptedProvider.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        measured.Dispose();
        spans.Dispose();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_tells_who_gave_it_what_it_used_and_how_it_ended()
    {
        using var host = ProviderHost.For(provider);
        provider.Chat = ScriptedAnswer.Text("Lilacs ", "do.");

        await AskAsync(host.Chat());

        var span = Assert.Single(spans.Ended, span => span.OperationName == "chat gpt-5-nano");
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal(
            ("chat", "openai", "gpt-5-nano", "scripted", true),
            (
                span.GetTagItem(Tags.Operation), span.GetTagItem(Tags.Provider), span.GetTagItem(Tags.Model), span.GetTagItem(Tags.ResponseModel),
                span.GetTagItem(Tags.Stream)));
        Assert.Equal(("127.0.0.1", provider.BaseAddress.Port), (span.GetTagItem(Tags.ServerAddress), span.GetTagItem(Tags.ServerPort)));
        Assert.Equal((11L, 2L), (span.GetTagItem(Tags.InputTokens), span.GetTagItem(Tags.OutputTokens)));
        Assert.Equal("stop", Assert.Single(Assert.IsType<string[]>(span.GetTagItem(Tags.FinishReasons))));
        Assert.True(span.GetTagItem(Tags.FirstChunk) is > 0.0);
        Assert.Null(span.GetTagItem(Tags.ErrorType));
        Assert.DoesNotContain("Lilacs", spans.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(Question, spans.Text(), StringComparison.Ordinal);
        Assert.Equal((null, null), (span.GetTagItem(Tags.InputMessages), span.GetTagItem(Tags.OutputMessages)));
    }

    [Fact]
    public async Task Messages_are_recorded_where_that_is_turned_on_and_keys_in_them_are_hidden()
    {
        using var host = ProviderHost.For(provider, null, ("Telemetry:RecordMessages", "true"));
        provider.Chat = ScriptedAnswer.Text("\"Lilacs\" ", $"do, says {Key}.");

        using (spans.Enter())
        {
            IEnumerable<ChatMessage> messages = [new(ChatRole.System, "Über Blumen."), new(ChatRole.User, $"{Question} It is {Key}.")];
            await host.Chat().GetResponseAsync(messages, cancellationToken: Token);
        }

        var span = Assert.Single(spans.Ended, span => span.OperationName == "chat gpt-5-nano");
        var hidden = Key[..4] + new string('*', Key.Length - 4);
        Assert.Equal(
            $$"""[{"role":"system","parts":[{"type":"text","content":"Über Blumen."}]},{"role":"user","parts":[{"type":"text","content":"{{Question}} It is """
                + $$"""{{hidden}}."}]}]""",
            span.GetTagItem(Tags.InputMessages));
        Assert.Equal(
            $$"""[{"role":"assistant","parts":[{"type":"text","content":"\"Lilacs\" do, says {{hidden}}."}],"finish_reason":"stop"}]""",
            span.GetTagItem(Tags.OutputMessages));
    }

    [Fact]
    public async Task An_answer_that_is_given_up_is_recorded_as_far_as_it_came()
    {
        using var host = ProviderHost.For(provider, null, ("Telemetry:RecordMessages", "true"));
        provider.Chat = ScriptedAnswer.Text("Lilacs ", "do.") with { Hang = ScriptedHang.AfterDeltas };

        using (spans.Enter())
        {
            await using var answer = host.Chat().GetStreamingResponseAsync(Question, cancellationToken: Token).GetAsyncEnumerator(Token);
            Assert.True(await answer.MoveNextAsync());
        }

        var recorded = Assert.IsType<string>(Assert.Single(spans.Ended, span => span.OperationName == "chat gpt-5-nano").GetTagItem(Tags.OutputMessages));
        Assert.Contains("Lilacs", recorded);
        Assert.EndsWith("\"finish_reason\":\"error\"}]", recorded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_measured_with_its_first_chunk_and_its_tokens()
    {
        using var host = ProviderHost.For(provider);

        await AskAsync(host.Chat());

        var about = $"gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=gpt-5-nano";
        var duration = Assert.Single(measured.Get(Instruments.ModelDuration));
        var first = Assert.Single(measured.Get(Instruments.ModelFirstChunk));
        Assert.Equal($"{about} gen_ai.response.model=_OTHER {Server}", duration.Line);
        Assert.Equal($"{about} {Server}", first.Line);
        Assert.InRange(first.Value, double.Epsilon, duration.Value);
        Assert.Equal(
            [
                (11.0, $"{about} gen_ai.response.model=_OTHER gen_ai.token.type=input {Server}"),
                (4.0, $"{about} gen_ai.response.model=_OTHER gen_ai.token.type=output {Server}"),
            ],
            measured.Get(Instruments.TokenUsage).Select(usage => (usage.Value, usage.Line)));
    }

    [Fact]
    public void What_a_model_thinks_is_not_its_first_chunk()
    {
        using (spans.Enter())
        {
            using var call = new ModelOperation(Spans.ModelChat, "openai", "gpt-5-nano", isListed: true, server: null);
            call.Note(new ChatResponseUpdate(ChatRole.Assistant, ""));
            Assert.Empty(measured.Get(Instruments.ModelFirstChunk));

            call.Note(new ChatResponseUpdate(ChatRole.Assistant, "Lilacs."));
            call.Note(new ChatResponseUpdate(ChatRole.Assistant, "And tulips."));
        }

        Assert.Single(measured.Get(Instruments.ModelFirstChunk));
    }

    [Fact]
    public async Task Tokens_that_the_provider_does_not_tell_are_not_guessed()
    {
        using var host = ProviderHost.For(provider);
        provider.Chat = ScriptedAnswer.Text("Lilacs.") with { Usage = false };

        await AskAsync(host.Chat());

        var span = Assert.Single(spans.Ended, span => span.OperationName == "chat gpt-5-nano");
        Assert.Equal((null, null), (span.GetTagItem(Tags.InputTokens), span.GetTagItem(Tags.OutputTokens)));
        Assert.Empty(measured.Get(Instruments.TokenUsage));
        Assert.Single(measured.Get(Instruments.ModelDuration));
    }

    [Fact]
    public async Task A_refused_call_says_which_error_it_was()
    {
        using var host = ProviderHost.For(provider);
        provider.Chat = ScriptedAnswer.Failure(401);

        await Assert.ThrowsAsync<DeepWikiException>(() => AskAsync(host.Chat()));

        var span = Assert.Single(spans.Ended, span => span.OperationName == "chat gpt-5-nano");
        Assert.Equal((ActivityStatusCode.Error, "model_unauthorized"), (span.Status, span.GetTagItem(Tags.ErrorType)));
        Assert.Equal("model_unauthorized", Assert.Single(measured.Get(Instruments.ModelDuration)).Tags[Tags.ErrorType]);
        Assert.Empty(measured.Get(Instruments.ModelFirstChunk));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_its_caller_gives_up_is_no_failure_and_no_success(bool byToken)
    {
        using var host = ProviderHost.For(provider);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        provider.Chat = ScriptedAnswer.Text("Lilacs ", "do.") with { Hang = ScriptedHang.AfterDeltas };

        using (spans.Enter())
        {
            await using var answer = host.Chat().GetStreamingResponseAsync(Question, cancellationToken: leaving.Token).GetAsyncEnumerator(leaving.Token);
            Assert.True(await answer.MoveNextAsync());
            if (byToken)
            {
                await leaving.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                {
                    while (await answer.MoveNextAsync())
                    {
                        // The second piece may have come already.
                    }
                });
            }
        }

        var span = Assert.Single(spans.Ended, span => span.OperationName == "chat gpt-5-nano");
        Assert.Equal((ActivityStatusCode.Unset, "cancelled"), (span.Status, span.GetTagItem(Tags.ErrorType)));
        Assert.Equal("cancelled", Assert.Single(measured.Get(Instruments.ModelDuration)).Tags[Tags.ErrorType]);
    }

    [Fact]
    public async Task A_model_that_only_a_caller_names_makes_no_series_of_its_own()
    {
        using var host = ProviderHost.For(provider);

        await AskAsync(host.Chat(model: "made-up-7"));

        Assert.Single(spans.Ended, span => Equals(span.GetTagItem(Tags.Model), "made-up-7"));
        Assert.Equal(
            ("_OTHER", "_OTHER"),
            (Assert.Single(measured.Get(Instruments.ModelDuration)).Tags[Tags.Model], measured.Get(Instruments.ModelDuration)[0].Tags[Tags.ResponseModel]));
    }

    [Fact]
    public void A_word_of_the_providers_own_is_not_repeated()
    {
        using (spans.Enter())
        {
            using var call = new ModelOperation(Spans.ModelChat, "openai", "gpt-5-nano", isListed: true, server: null);
            call.Note(new ChatResponseUpdate { FinishReason = new ChatFinishReason("because sk-secret"), ModelId = "a\nb" });
        }

        var span = Assert.Single(spans.Ended, span => span.OperationName == "chat gpt-5-nano");
        Assert.Equal("_OTHER", Assert.Single(Assert.IsType<string[]>(span.GetTagItem(Tags.FinishReasons))));
        Assert.Null(span.GetTagItem(Tags.ResponseModel));
    }

    [Fact]
    public async Task Embeddings_tell_their_dimensions_and_the_tokens_of_all_batches()
    {
        using var host = ProviderHost.For(provider, null, ("Embeddings:MaxBatchSize", "10"));

        await EmbedAsync(host.Embedder, 25);

        var span = Assert.Single(spans.Ended, span => span.OperationName == "embeddings text-embedding-3-small");
        Assert.Equal(
            ("embeddings", "openai", 256, 25L),
            (span.GetTagItem(Tags.Operation), span.GetTagItem(Tags.Provider), span.GetTagItem(Tags.Dimensions), span.GetTagItem(Tags.InputTokens)));
        Assert.Equal(("127.0.0.1", provider.BaseAddress.Port), (span.GetTagItem(Tags.ServerAddress), span.GetTagItem(Tags.ServerPort)));
        var about = "gen_ai.operation.name=embeddings gen_ai.provider.name=openai gen_ai.request.model=text-embedding-3-small";
        Assert.Equal($"{about} {Server}", Assert.Single(measured.Get(Instruments.ModelDuration)).Line);
        var usage = Assert.Single(measured.Get(Instruments.TokenUsage));
        Assert.Equal((25.0, $"{about} gen_ai.token.type=input {Server}"), (usage.Value, usage.Line));
    }

    [Fact]
    public async Task Embeddings_that_came_in_part_are_a_failure()
    {
        using var host = ProviderHost.For(
            provider, null, ("Embeddings:MaxBatchSize", "10"), ("Embeddings:MaxParallelRequests", "1"), ("Embeddings:MaxAttempts", "1"));
        provider.Embeddings = new ScriptedEmbeddings { DiesAfter = 1 };

        await EmbedAsync(host.Embedder, 25);

        var span = Assert.Single(spans.Ended, span => span.OperationName == "embeddings text-embedding-3-small");
        Assert.Equal((ActivityStatusCode.Error, "model_unavailable"), (span.Status, span.GetTagItem(Tags.ErrorType)));
        Assert.Equal("model_unavailable", Assert.Single(measured.Get(Instruments.ModelDuration)).Tags[Tags.ErrorType]);
    }

    [Theory]
    [InlineData(ProviderNames.Google, "gcp.gemini")]
    [InlineData(ProviderNames.Azure, "azure.ai.openai")]
    [InlineData(ProviderNames.OpenAI, "openai")]
    [InlineData(ProviderNames.Local, "local")]
    public void Providers_that_the_conventions_know_have_their_names_there(string name, string conventional)
    {
        Assert.Equal(conventional, ProviderNames.InTelemetry(name));
    }

    [Theory]
    [InlineData("gpt-5-nano-2025-08-07", "gpt-5-nano-2025-08-07")]
    [InlineData("another", "_OTHER")]
    public void Metrics_name_the_model_that_answered_where_it_is_a_version_of_the_one_asked_for(string answered, string named)
    {
        using (spans.Enter())
        {
            using var call = new ModelOperation(Spans.ModelChat, "openai", "gpt-5-nano", isListed: true, server: null);
            call.Note(new ChatResponseUpdate { ModelId = answered });
        }

        Assert.Equal(answered, Assert.Single(spans.Ended, span => span.OperationName == "chat gpt-5-nano").GetTagItem(Tags.ResponseModel));
        Assert.Equal(named, Assert.Single(measured.Get(Instruments.ModelDuration)).Tags[Tags.ResponseModel]);
    }

    private async Task AskAsync(IChatClient client)
    {
        using var caller = spans.Enter();
        await client.GetResponseAsync(Question, cancellationToken: Token);
    }

    private async Task EmbedAsync(IEmbeddingGenerator<string, Embedding<float>> embedder, int texts)
    {
        using var caller = spans.Enter();
        await embedder.GenerateAsync(Enumerable.Range(0, texts).Select(number => $"text {number}"), cancellationToken: Token);
    }
}
