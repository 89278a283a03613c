using DeepWiki.Core.Answering;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Models.Chat;

namespace DeepWiki.Tests.Indexer.Indexing;

/// <summary>A whole research without a model, over a repository that was really indexed.</summary>
[Trait("Category", "Integration")]
public sealed class ResearchTests(LookupBench bench) : IClassFixture<LookupBench>
{
    private const string Question = "How does Queue.Claim() choose a job?";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rounds_stand_around_their_events_and_the_last_one_concludes()
    {
        var events = await ResearchAsync(Question, 5);

        var rounds = events.OfType<AnswerRound>().ToList();
        Assert.Equal(
            ["1/5 Research Plan", "2/5 Research Update 2", "3/5 Research Update 3", "4/5 Research Update 4", "5/5 Final Conclusion"],
            rounds.Where(round => !round.IsDone).Select(round => $"{round.Index}/{round.Total} {round.Title}"));
        Assert.Equal(rounds.Count, rounds.Chunk(2).Count(pair => pair is [{ IsDone: false }, { IsDone: true }] && pair[0].Index == pair[1].Index) * 2);
        var text = Text(events);
        Assert.Equal(
            ["## Research Plan", "## Research Update 2", "## Research Update 3", "## Research Update 4", "## Final Conclusion"],
            text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Empty(events.OfType<AnswerEnding>());
    }

    [Fact]
    public async Task Each_part_of_the_question_is_answered_with_proof()
    {
        var events = await ResearchAsync(Question, 5);

        var text = Text(events);
        Assert.All(["Definition", "Where it is used", "Tests"], part => Assert.Contains($"### {part}", text, StringComparison.Ordinal));
        Assert.Contains("[src/jobs/Worker.cs:9-9](/src/jobs/Worker.cs#L9-L9): `var job = queue.Claim();`", text, StringComparison.Ordinal);
        Assert.Contains("[tests/QueueTests.cs:", text, StringComparison.Ordinal);
        var citations = Assert.IsType<AnswerCitations>(events[^1]);
        Assert.Equal(0, citations.Dropped);
        Assert.InRange(citations.Sent, 6, 100);
    }

    [Fact]
    public async Task The_conclusion_repeats_no_line_of_a_round()
    {
        var text = Text(await ResearchAsync(Question, 5));

        var parts = text.Split("## Final Conclusion");
        var said = parts[0].Split('\n').Select(line => line.Trim()).Where(line => line.Length > 12).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(parts[1].Split('\n').Select(line => line.Trim()), said.Contains);
        Assert.Contains("“Gives the oldest job", parts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_are_told_once_before_they_are_cited_and_their_numbers_go_on()
    {
        var events = await ResearchAsync(Question, 5);

        var told = events.OfType<AnswerSources>().SelectMany(sources => sources.Blocks).Select(block => block.Number).ToList();
        Assert.Equal(Enumerable.Range(1, told.Count), told);
        var known = new HashSet<int>();
        foreach (var item in events)
        {
            known.UnionWith(item is AnswerSources sources ? sources.Blocks.Select(block => block.Number) : []);
            Assert.True(item is not AnswerCitation citation || known.Contains(citation.Number));
        }
    }

    [Fact]
    public async Task A_citation_stands_where_it_says()
    {
        var events = await ResearchAsync(Question, 5);

        var text = Text(events);
        Assert.All(events.OfType<AnswerCitation>(), citation => Assert.Matches(@"^\[.*\]\(.*\)$", text.Substring(citation.At, citation.Length)));
    }

    [Theory]
    [InlineData(1, "Final Conclusion")]
    [InlineData(2, "Research Plan, Final Conclusion")]
    [InlineData(3, "Research Plan, Research Update 2, Final Conclusion")]
    public async Task Fewer_rounds_lose_no_part(int count, string titles)
    {
        var events = await ResearchAsync(Question, count);

        Assert.Equal(titles, string.Join(", ", events.OfType<AnswerRound>().Where(round => round.IsDone).Select(round => round.Title)));
        Assert.Contains("**Tests**", Text(events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_to_conclude_it_concludes_with_what_is_there()
    {
        var events = await ResearchAsync(Question, 5, isConcluded: true);

        Assert.Equal(["Final Conclusion"], events.OfType<AnswerRound>().Where(round => round.IsDone).Select(round => round.Title));
        Assert.Contains("**Definition**", Text(events), StringComparison.Ordinal);
        Assert.Equal(new AnswerEnding(AnswerEndReason.Concluded), events[^1]);
    }

    [Fact]
    public async Task Nothing_found_is_said_in_one_round()
    {
        var events = await ResearchAsync("Which zeppelin sings arias?", 5);

        Assert.Equal([false, true], events.OfType<AnswerRound>().Select(round => round.IsDone));
        Assert.StartsWith("## Final Conclusion\n\nNothing", Text(events), StringComparison.Ordinal);
        Assert.Empty(events.OfType<AnswerEnding>());
    }

    [Fact]
    public async Task The_same_index_gives_the_same_text() =>
        Assert.Equal(Text(await ResearchAsync(Question, 5)), Text(await ResearchAsync(Question, 5)));

    private static string Text(IEnumerable<AnswerEvent> events) => string.Concat(events.OfType<AnswerDelta>().Select(delta => delta.Text));

    private async Task<List<AnswerEvent>> ResearchAsync(string question, int rounds, bool isConcluded = false)
    {
        var request = new AnswerRequest(
            new DeepResearchIntent(question, rounds), "acme/jobs", bench.Index, bench.Service<ChatModels>().Resolve("local", null), "en",
            (path, first, last) => $"/{path}#L{first}-L{last}")
        { Conclude = new CancellationToken(isConcluded) };
        var answer = await bench.Service<AnswerService>().StartAsync(request, Token);
        return await answer.ToListAsync(Token);
    }
}
