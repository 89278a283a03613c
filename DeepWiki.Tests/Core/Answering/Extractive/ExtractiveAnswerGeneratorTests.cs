using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Extractive;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Telemetry;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Tests.Core.Answering.Generation;
using DeepWiki.Tests.Support.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace DeepWiki.Tests.Core.Answering.Extractive;

[Trait("Category", "Unit")]
public sealed class ExtractiveAnswerGeneratorTests : IDisposable
{
    private static readonly QuestionIntent Question = new("How does the Breaker count failures?");

    private static readonly ResolvedModel Local = new(ProviderNames.Local, new CatalogModel("extractive"));

    private readonly SpanRecorder spans = new();

    public void Dispose() => spans.Dispose();

    [Fact]
    public async Task Sources_come_first_then_at_least_two_deltas_then_the_citations()
    {
        var events = await GenerateAsync(Question, new QuestionTask(GenerationSamples.Found(Question.Question)));

        Assert.Equal([GenerationSamples.Breaker], Assert.IsType<AnswerSources>(events[0]).Blocks);
        Assert.InRange(events[1..^1].OfType<AnswerDelta>().Count(), 2, events.Count - 2);
        var citations = Assert.IsType<AnswerCitations>(events[^1]);
        Assert.True(citations is { Sent: > 0, Dropped: 0 });
        Assert.Contains("[src/Breaker.cs:4-6](/src/Breaker.cs#4-6)", GenerationSamples.Text(events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_says_little_is_read_with_the_one_before_it()
    {
        var events = await GenerateAsync(
            new QuestionIntent("And its tests?"),
            new QuestionTask(GenerationSamples.Found("And its tests?")),
            new(ChatRole.User, "What is a Breaker?"),
            new(ChatRole.Assistant, "a"));

        Assert.Contains("“What is a Breaker?”", GenerationSamples.Text(events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_written_from_its_files()
    {
        var facts = new PageFacts("Breakers", "owner/shop", "en", [new PageFile("src/Breaker.cs", [GenerationSamples.Breaker])]);

        var events = await GenerateAsync(new PageIntent("Breakers", ["src/Breaker.cs"]), new PageTask(facts));

        Assert.Contains("# Breakers", GenerationSamples.Text(events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telemetry_sees_a_complete_call_to_provider_local()
    {
        using var measured = new MeasurementRecorder(spans);

        await GenerateAsync(Question, new QuestionTask(GenerationSamples.Found(Question.Question)));

        var call = Assert.Single(spans.Ended, span => span.OperationName == "chat extractive");
        Assert.Equal(("local", "extractive"), (call.GetTagItem(Tags.Provider), call.GetTagItem(Tags.ResponseModel)));
        Assert.Null(call.GetTagItem(Tags.ServerAddress));
        Assert.Equal(
            "gen_ai.operation.name=chat gen_ai.provider.name=local gen_ai.request.model=extractive gen_ai.response.model=extractive",
            Assert.Single(measured.Get(Instruments.ModelDuration)).Line);
        Assert.Empty(measured.Get(Instruments.TokenUsage));
    }

    private async Task<List<AnswerEvent>> GenerateAsync(AnswerIntent intent, AnswerTask task, params ChatMessage[] history)
    {
        using var caller = spans.Enter();
        var generator = new ExtractiveAnswerGenerator(Options.Create(new TelemetryOptions()));
        var request = GenerationSamples.Request(intent, Local, history);
        return await generator.GenerateAsync(request, task, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
