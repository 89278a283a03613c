using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using DeepWiki.Tests.Indexer.Indexing;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Indexer.Wikis;

/// <summary>Wikis written by a scripted model that is good, slow, faulty or hostile.</summary>
[Trait("Category", "Integration")]
public sealed class ModelWikiTests(IndexingStack stack) : IClassFixture<IndexingStack>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_plans_by_schema_and_writes_verified_pages_with_their_usage()
    {
        stack.Provider.Answer = ScriptedWriter.Answer;
        await using var indexer = await WikiBench.StartAsync(
            stack,
            ("Models:Prices:0:Model", "scripted"),
            ("Models:Prices:0:Input", "2"),
            ("Models:Prices:0:Output", "8")
        );
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill, "openai");

        var generation = await bench.MakeAsync();

        var pages = await bench.PagesAsync(generation);
        Assert.Equal(GenerationState.Ready, generation?.State);
        Assert.Equal(ScriptedWriter.Titles.Order(StringComparer.Ordinal), pages.Select(page => page.Plan.Title).Order(StringComparer.Ordinal));
        Assert.All(pages, page => Assert.Equal(PageState.Ready, page.State));
        Assert.Contains(
            stack.Provider.Requests,
            request => ScriptedWriter.IsPlan(request.Body) && request.Body.Contains("json_schema", StringComparison.Ordinal)
        );
        foreach (var page in pages)
        {
            var content = (await bench.VersionAsync(page)).Content;
            Assert.NotEmpty(content.Citations);
            Assert.Empty(content.Faults);
            Assert.True(content.InputTokens > 0 && content.OutputTokens > 0 && content.Cost > 0);
        }

        var fresh = await bench.Generations.FindByIdAsync(generation!.Id, Token); // Seen above.
        Assert.Equal(11 * pages.Count, fresh?.InputTokens);
    }

    [Fact]
    public async Task Lines_that_only_moved_cost_no_call_and_keep_their_words()
    {
        stack.Provider.Answer = ScriptedWriter.Answer;
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill, "openai");
        var before = await bench.PagesAsync(await bench.MakeAsync());
        var calls = stack.Provider.Requests.Count;

        bench
            .Git.File(
                "src/Queue/IQueueSink.cs",
                "// A licence.\n// Of two lines.\n"
                    + $"namespace Sample.Queue;\n\n/// <summary>Takes what Queue gives out.</summary>\npublic interface IQueueSink\n"
                    + $"{{\n    /// <summary>Takes one item.</summary>\n    void Take(string item);\n}}\n"
            )
            .Commit();
        var after = await bench.PagesAsync(await bench.MakeAsync(JobKind.Refresh));

        Assert.Equal(calls, stack.Provider.Requests.Count);
        var moved = after.Where(page => page.Plan.Reason == PageReason.LinesMoved).ToList();
        Assert.NotEmpty(moved);
        foreach (var page in moved)
        {
            var (old, now) = (await bench.VersionAsync(before.Single(other => other.Plan.Slug == page.Plan.Slug)), await bench.VersionAsync(page));
            Assert.True(DeepWiki.Core.Wikis.Generation.WikiPageWriter.SaysTheSame(old.Content, now.Content));
            foreach (var (from, to) in old.Content.Citations.Zip(now.Content.Citations).Where(pair => pair.First.Path == "src/Queue/IQueueSink.cs"))
            {
                Assert.Equal((from.StartLine + 2, from.EndLine + 2), (to.StartLine, to.EndLine));
                Assert.Equal(from.Sha256, to.Sha256);
            }
        }

        Assert.All(after.Except(moved), page => Assert.Equal(PageReason.Unchanged, page.Plan.Reason));
    }

    [Fact]
    public async Task Pages_that_a_model_refuses_fail_alone_and_a_retry_completes_the_wiki()
    {
        stack.Provider.Answer = body =>
            ScriptedWriter.TitleOf(body) is "Queue" or "Retry" ? ScriptedAnswer.Failure(400, "no such thing") : ScriptedWriter.Answer(body);
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill, "openai");

        var partial = await bench.MakeAsync();

        var pages = await bench.PagesAsync(partial);
        Assert.Equal(GenerationState.Partial, partial?.State);
        Assert.Equal(["Queue", "Retry"], pages.Where(page => page.State == PageState.Failed).Select(page => page.Plan.Title).Order(StringComparer.Ordinal));
        Assert.All(pages.Where(page => page.State == PageState.Failed), page => Assert.NotEmpty(page.Error?.Message ?? ""));
        var written = pages.Where(page => page.State == PageState.Ready).Select(page => page.Plan.VersionId);

        stack.Provider.Answer = ScriptedWriter.Answer;
        var whole = await bench.MakeAsync(JobKind.Wiki, request => request with { Resumes = partial!.Number }); // Seen above.

        var completed = await bench.PagesAsync(whole);
        Assert.Equal((GenerationState.Ready, partial!.Number), (whole?.State, whole?.Number)); // As above.
        Assert.Equal(written, completed.Where(page => page.Plan.Title is not ("Queue" or "Retry")).Select(page => page.Plan.VersionId));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("refusal")]
    [InlineData("cut")]
    [InlineData("empty")]
    public async Task A_model_without_a_plan_costs_the_plan_and_not_the_wiki(string fault)
    {
        stack.Provider.Answer = body =>
            !body.Contains("Write the plan of the wiki", StringComparison.Ordinal)
                ? ScriptedWriter.Answer(body)
                : fault switch
                {
                    "garbage" => ScriptedAnswer.Text("I would rather ", "not { say } [ it"),
                    "refusal" => ScriptedAnswer.Failure(500),
                    "cut" => ScriptedAnswer.Text(ScriptedWriter.Plan()[..40]) with { Finish = null },
                    _ => ScriptedAnswer.Text(),
                };
        await using var indexer = await WikiBench.StartAsync(stack, ("Models:FirstDeltaTimeout", "00:00:05"));
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill, "openai");

        var generation = await bench.MakeAsync();

        var pages = await bench.PagesAsync(generation);
        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.True(page.State is PageState.Ready || page.Error is not null));
    }

    [Fact]
    public async Task What_a_hostile_model_claims_is_not_shown_as_proved()
    {
        const string hostile =
            "This page explains everything that there is to know about the subject, and it is right in every point, as its many citations prove. "
            + "[/etc/passwd:1-3]() [src/Secret.cs:1-99]() [src/Queue/QueueService.cs:900-999]()\n\n## Script\n\n[click](javascript:alert(1)) and "
            + "<script>alert(2)</script> are here.\n\n"
            + "```mermaid\ngraph TD\n  A[\"x\"] -->\n```\n";
        stack.Provider.Answer = body => ScriptedWriter.TitleOf(body).Length > 0 ? ScriptedAnswer.Text(hostile) : ScriptedWriter.Answer(body);
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill, "openai");

        var pages = await bench.PagesAsync(await bench.MakeAsync());

        foreach (var page in pages)
        {
            var content = (await bench.VersionAsync(page)).Content;
            Assert.Empty(content.Citations);
            Assert.DoesNotContain("/etc/passwd", content.Markdown, StringComparison.Ordinal);
            Assert.NotEmpty(content.Faults);
            Assert.All(content.Diagrams, diagram => Assert.True(diagram.IsValid));
        }
    }

    [Fact]
    public async Task Faults_of_a_draft_are_named_and_mended_in_one_round()
    {
        stack.Provider.Answer = body =>
            ScriptedWriter.TitleOf(body) == "Queue" && !body.Contains("draft of the page", StringComparison.Ordinal)
                ? ScriptedAnswer.Text("Too short.")
                : ScriptedWriter.Answer(body);
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill, "openai");
        var asked = stack.Provider.Requests.Count;

        var page = (await bench.PagesAsync(await bench.MakeAsync())).Single(page => page.Plan.Title == "Queue");

        Assert.Empty((await bench.VersionAsync(page)).Content.Faults);
        var repair = Assert.Single(stack.Provider.Requests.Skip(asked), request => request.Body.Contains("draft of the page", StringComparison.Ordinal));
        Assert.Contains("far too short", repair.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cap_on_the_cost_ends_the_writing_and_says_so()
    {
        stack.Provider.Answer = ScriptedWriter.Answer;
        await using var indexer = await WikiBench.StartAsync(
            stack,
            ("Models:Prices:0:Model", "scripted"),
            ("Models:Prices:0:Input", "100000"),
            ("Wikis:ParallelPages", "1")
        );
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill, "openai");

        var generation = await bench.MakeAsync(JobKind.Wiki, request => request with { MaxCost = 2.5 });

        var pages = await bench.PagesAsync(generation);
        Assert.Equal(GenerationState.Partial, generation?.State);
        Assert.Equal(3, pages.Count(page => page.State == PageState.Ready));
        Assert.All(pages.Where(page => page.State == PageState.Failed), page => Assert.Equal(ErrorCode.CostLimit, page.Error?.Code));
    }

    [Fact]
    public async Task A_cancelled_wiki_keeps_its_pages_and_goes_on_with_the_others()
    {
        stack.Provider.Answer = body =>
            ScriptedWriter.TitleOf(body) is "" or "Overview" or "Storage"
                ? ScriptedWriter.Answer(body)
                : new ScriptedAnswer { Hang = ScriptedHang.BeforeHeaders };
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill, "openai");
        var job = await bench.QueueAsync();
        await UntilAsync(async () => await CountAsync(bench, "ready") == 2);

        Assert.True(await new JobStore(stack.Database.DataSource).CancelAsync(job, Token));
        await stack.Provider.IdleAsync(Token);

        var stopped = Assert.IsType<WikiGeneration>(await bench.Generations.FindOfJobAsync(job, Token));
        Assert.Equal(GenerationState.Cancelled, stopped.State);
        Assert.Equal(2, await CountAsync(bench, "ready"));
        stack.Provider.Answer = ScriptedWriter.Answer;
        var whole = await bench.MakeAsync(JobKind.Wiki, request => request with { Resumes = stopped.Number });
        Assert.Equal((GenerationState.Ready, stopped.Number), (whole?.State, whole?.Number));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(6)]
    public async Task Indexers_that_are_killed_lose_no_page_and_write_none_twice(int written)
    {
        stack.Provider.Answer = ScriptedWriter.Answer;
        string undisturbed;
        await using (var indexer = await WikiBench.StartAsync(stack))
        {
            var calm = await WikiBench.CreateAsync(stack, SampleProject.Fill, "openai");
            undisturbed = await calm.FingerprintAsync(Assert.IsType<WikiGeneration>(await calm.MakeAsync()));
        }

        stack.Provider.Answer = body => ScriptedWriter.Answer(body) with { FirstDelay = TimeSpan.FromMilliseconds(400) };
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill, "openai");
        (string, string)[] slow = [.. WikiBench.Settings, ("Wikis:ParallelPages", "1")];
        await using var survivor = stack.StartProcess(stack.NewWorkRoot(), slow);
        long job;
        await using (var victim = stack.StartProcess(stack.NewWorkRoot(), slow))
        {
            job = await bench.QueueAsync();
            await UntilAsync(async () => await CountAsync(bench, "ready") >= written);
            await victim.KillAsync();
        }

        await stack.SucceedAsync(job);

        var generation = Assert.IsType<WikiGeneration>(await bench.Generations.FindOfJobAsync(job, Token));
        Assert.Equal(undisturbed, await bench.FingerprintAsync(generation));
        Assert.Equal(
            (long)ScriptedWriter.Titles.Length,
            await stack.Database.ScalarAsync<long>($"select count(*) from page_versions join wiki_pages using (page_id) where wiki_id = {bench.Wiki.Id}")
        );
    }

    private Task<long> CountAsync(WikiBench bench, string state) =>
        stack.Database.ScalarAsync<long>(
            $"select count(*) from generation_pages join wiki_generations using (generation_id) where wiki_id = {bench.Wiki.Id} and "
                + $"generation_pages.state = '{state}'"
        );

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await Task.Delay(20, Token);
        }
    }
}
