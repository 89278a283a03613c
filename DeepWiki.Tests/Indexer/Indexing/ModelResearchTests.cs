using System.Text.Json;
using DeepWiki.Core.Answering;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Indexer.Indexing;

/// <summary>A whole research of a scripted model over a repository that was really indexed.</summary>
[Trait("Category", "Integration")]
public sealed class ModelResearchTests(LookupBench bench) : IClassFixture<LookupBench>
{
    private const string Question = "How does the Queue claim a job?";

    private const string Plan =
        """
        Here is the plan:
        ```json
        {"questions":[{"question":"Where is it declared?","search":"Queue Claim"},{"question":"Who calls it?","search":"Worker"},
          {"question":"How is it tested?","search":"QueueTests"},]}
        ```
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ScriptedProvider Provider => bench.Provider;

    [Fact]
    public async Task A_plan_rounds_with_functions_and_a_conclusion_make_one_answer()
    {
        var asked = Provider.Requests.Count;
        Provider.Enqueue(ScriptedAnswer.Text(Plan));
        Provider.Enqueue(ScriptedAnswer.Text("### Where is it declared?\n\nIn the queue [src/jobs/Queue.cs:10-13]()."));
        Provider.Enqueue(
            ScriptedCall.Answer("", new ScriptedCall("read_file", """{"path":"src/jobs/Worker.cs"}""")),
            ScriptedAnswer.Text("## Research Update 3\n\nThe worker [src/jobs/Worker.cs:9-9]().\n\n```csharp\nvar open = 1;"));
        Provider.Enqueue(ScriptedAnswer.Text("A test [tests/QueueTests.cs:8-8]()."));
        Provider.Enqueue(ScriptedAnswer.Text("The worker claims it [src/jobs/Worker.cs:9-9](), [src/gone.cs:1-2]()."));

        var events = await ResearchAsync(5);

        var text = Text(events);
        Assert.Equal(
            ["## Research Plan", "## Research Update 2", "## Research Update 3", "## Research Update 4", "## Final Conclusion"],
            text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Contains("1. Where is it declared?\n2. Who calls it?\n3. How is it tested?\n", text, StringComparison.Ordinal);
        Assert.Contains("The worker [src/jobs/Worker.cs:9-9](/src/jobs/Worker.cs#L9-L9).\n\n```csharp\nvar open = 1;\n```\n", text, StringComparison.Ordinal);
        Assert.EndsWith(
            "## Final Conclusion\n\nThe worker claims it [src/jobs/Worker.cs:9-9](/src/jobs/Worker.cs#L9-L9), .\n\n", text, StringComparison.Ordinal);
        Assert.Contains(new AnswerProgress("tool", "Reading src/jobs/Worker.cs"), events);
        Assert.Equal(new AnswerCitations(4, 1), events[^1]);
        Assert.All(events.OfType<AnswerCitation>(), citation => Assert.Matches(@"^\[.*\]\(.*\)$", text.Substring(citation.At, citation.Length)));
        var last = Provider.Requests[^1].Json;
        Assert.False(last.TryGetProperty("tools", out _));
        var prompt = last.GetProperty("messages")[1].GetProperty("content").GetString();
        Assert.Contains("The worker [src/jobs/Worker.cs:9-9]().", prompt, StringComparison.Ordinal);
        Assert.Contains("9|         var job = queue.Claim();", prompt, StringComparison.Ordinal);
        Assert.True(Provider.Requests[asked].Json.TryGetProperty("response_format", out _));
    }

    [Fact]
    public async Task Each_round_is_asked_its_share_of_the_plan()
    {
        var asked = Provider.Requests.Count;
        Provider.Enqueue(ScriptedAnswer.Text(Plan));

        await ResearchAsync(5);

        var prompts = Provider.Requests.Skip(asked + 1).Take(3).Select(request => Prompt(request.Json)).ToList();
        Assert.EndsWith("- Where is it declared?", prompts[0], StringComparison.Ordinal);
        Assert.EndsWith("- Who calls it?", prompts[1], StringComparison.Ordinal);
        Assert.EndsWith("- How is it tested?", prompts[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_cannot_be_read_is_replaced_by_that_of_the_index()
    {
        Provider.Enqueue(ScriptedAnswer.Text("I would rather not."));

        var text = Text(await ResearchAsync(3));

        Assert.Contains("1. Definition: Queue", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_is_refused_is_left_out()
    {
        Provider.Enqueue(ScriptedAnswer.Failure(400, "response_format is not supported"), ScriptedAnswer.Text(Plan));

        Assert.Contains("1. Where is it declared?", Text(await ResearchAsync(3, "gpt-4.1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_to_conclude_gets_the_round_at_work_and_the_conclusion()
    {
        using var conclude = new CancellationTokenSource();
        Provider.Enqueue(ScriptedAnswer.Text(Plan));
        Provider.Enqueue(ScriptedAnswer.Text("Declared in [src/jobs/Queue.cs:10-13]()."), ScriptedAnswer.Text("So it is [src/jobs/Queue.cs:10-10]()."));
        var events = new List<AnswerEvent>();

        await foreach (var item in await StartAsync(5, conclude.Token))
        {
            events.Add(item);
            if (item is AnswerRound { Index: 2, IsDone: false })
            {
                await conclude.CancelAsync();
            }
        }

        Assert.Equal(
            ["1/5 Research Plan", "2/5 Research Update 2", "3/3 Final Conclusion"],
            events.OfType<AnswerRound>().Where(round => round.IsDone).Select(round => $"{round.Index}/{round.Total} {round.Title}"));
        Assert.Equal(new AnswerEnding(AnswerEndReason.Concluded), events[^1]);
        Assert.Contains("So it is [src/jobs/Queue.cs:10-10](", Text(events), StringComparison.Ordinal);
    }

    private static string Text(IEnumerable<AnswerEvent> events) => string.Concat(events.OfType<AnswerDelta>().Select(delta => delta.Text));

    private static string Prompt(JsonElement request) => request.GetProperty("messages")[1].GetProperty("content").GetString() ?? "";

    // A refusal is remembered for a model: a test that has one uses a model of its own.
    private async Task<List<AnswerEvent>> ResearchAsync(int rounds, string model = "gpt-4o")
    {
        using var never = new CancellationTokenSource();
        return await (await StartAsync(rounds, never.Token, model)).ToListAsync(Token);
    }

    private Task<IAsyncEnumerable<AnswerEvent>> StartAsync(int rounds, CancellationToken conclude, string model = "gpt-4o")
    {
        var request = new AnswerRequest(
            new DeepResearchIntent(Question, rounds), "acme/jobs", bench.Index, bench.Service<ChatModels>().Resolve("openai", model), "en",
            (path, first, last) => $"/{path}#L{first}-L{last}")
        { Conclude = conclude };
        return bench.Service<AnswerService>().StartAsync(request, Token);
    }
}
