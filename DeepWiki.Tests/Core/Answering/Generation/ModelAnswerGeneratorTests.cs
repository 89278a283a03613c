using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Generation;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Core.Answering.Generation;

[Trait("Category", "Integration")]
public sealed class ModelAnswerGeneratorTests : IAsyncLifetime
{
    private static readonly QuestionIntent Question = new("How does the Breaker count failures?");

    private ScriptedProvider provider = null!; // Set before every test.
    private ProviderHost host = null!; // Set before every test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        provider = await ScriptedProvider.StartAsync(Token);
        host = ProviderHost.For(provider, settings: ("Models:MaxRetries", "0"));
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task Deltas_are_verified_and_stand_between_sources_and_citations()
    {
        provider.Enqueue(ScriptedAnswer.Text("It counts [src/Breaker.cs:4-5]", "() and [src/Gone.cs:1-2]()", "."));

        var events = await GenerateAsync(Question, new QuestionTask(GenerationSamples.Found(Question.Question)));

        Assert.Equal([GenerationSamples.Breaker], Assert.IsType<AnswerSources>(events[0]).Blocks);
        Assert.Equal("It counts [src/Breaker.cs:4-5](/src/Breaker.cs#4-5) and .", GenerationSamples.Text(events));
        Assert.Single(events.OfType<AnswerUsage>());
        Assert.Equal(new AnswerCitations(1, 1), events[^1]);
    }

    [Fact]
    public async Task A_page_begins_with_the_servers_own_sources_and_title()
    {
        provider.Enqueue(ScriptedAnswer.Text("# Another title\n", "Breakers count.\n"));
        var facts = new PageFacts("Breakers", "owner/shop", "en", [new PageFile("src/Breaker.cs", [GenerationSamples.Breaker])]);

        var events = await GenerateAsync(new PageIntent("Breakers", []), new PageTask(facts));

        var text = GenerationSamples.Text(events);
        Assert.StartsWith("<details>", text, StringComparison.Ordinal);
        Assert.EndsWith("# Breakers\n\nBreakers count.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_without_a_word_is_an_error()
    {
        provider.Enqueue(ScriptedAnswer.Text("# Breakers\n"));
        var facts = new PageFacts("Breakers", "owner/shop", "en", []);

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => GenerateAsync(new PageIntent("Breakers", []), new PageTask(facts)));

        Assert.Equal(ErrorCode.ModelIncomplete, error.Code);
    }

    [Fact]
    public async Task An_outline_that_cannot_be_read_is_asked_for_once_more_and_then_made_from_the_index()
    {
        provider.Enqueue(ScriptedAnswer.Text("no XML"));
        provider.Enqueue(ScriptedAnswer.Text("again none"));
        var task = new OutlineTask(new RepositoryFacts("owner/shop", [], "# Shop"), OutlineDetail.Concise);

        var events = await GenerateAsync(new OutlineIntent(OutlineDetail.Concise, ""), task);

        Assert.Equal(2, provider.Requests.Count);
        Assert.StartsWith("<wiki_structure>", GenerationSamples.Text(events), StringComparison.Ordinal);
    }

    private async Task<List<AnswerEvent>> GenerateAsync(AnswerIntent intent, AnswerTask task)
    {
        var request = GenerationSamples.Request(intent, host.Models.Resolve("openai", "gpt-4o"));
        return await new ModelAnswerGenerator(host.Models, WriterSamples.Writer(host.Models)).GenerateAsync(request, task, Token).ToListAsync(Token);
    }
}
