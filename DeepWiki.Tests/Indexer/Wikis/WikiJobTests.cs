using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Tests.Indexer.Indexing;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.Indexer.Wikis;

/// <summary>Wikis without a model, from the queue to the published generation and on to the next commits.</summary>
[Trait("Category", "Integration")]
public sealed class WikiJobTests(IndexingStack stack) : IClassFixture<IndexingStack>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wiki_is_planned_written_and_published_and_every_citation_holds()
    {
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill);

        var generation = await bench.MakeAsync();

        var pages = await bench.PagesAsync(generation);
        Assert.Equal(GenerationState.Ready, generation?.State);
        Assert.Equal(1, await bench.ActiveAsync());
        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.Equal(PageState.Ready, page.State));
        var citations = 0;
        foreach (var page in pages)
        {
            var version = await bench.VersionAsync(page);
            Assert.NotEmpty(version.Content.Headings);
            Assert.All(version.Content.Citations, citation => AssertHolds(bench.Git, version.Commit, citation));
            Assert.All(
                version.Content.Citations,
                citation => Assert.StartsWith("[", version.Content.Markdown.AsSpan(citation.Position, citation.Length).ToString(), StringComparison.Ordinal)
            );
            citations += version.Content.Citations.Count;
        }

        Assert.InRange(citations, 5, int.MaxValue);
    }

    [Fact]
    public async Task A_commit_rewrites_the_pages_that_stand_on_its_lines_and_no_other()
    {
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill);
        var first = await bench.PagesAsync(await bench.MakeAsync());

        bench.Git.File("src/Queue/QueueService.cs", SampleProject.Service("Queue", " and counts its steps")).Commit();
        var refreshed = await bench.MakeAsync(JobKind.Refresh);

        var second = await bench.PagesAsync(refreshed);
        Assert.Equal(first.Select(page => page.Plan.Slug), second.Select(page => page.Plan.Slug));
        var changed = new List<string>();
        foreach (var (before, after) in first.Zip(second))
        {
            var standsOnIt = (await bench.VersionAsync(before)).Content.Sources.Any(source => source.Path == "src/Queue/QueueService.cs");
            if (before.Plan.VersionId != after.Plan.VersionId)
            {
                Assert.True(standsOnIt, $"{after.Plan.Slug} was rewritten and does not stand on the file");
                changed.Add(after.Plan.Slug);
            }
            else
            {
                Assert.Equal(PageReason.Unchanged, after.Plan.Reason);
            }
        }

        Assert.NotEmpty(changed);
        Assert.InRange(changed.Count, 1, second.Count - 1);
        Assert.Equal(2, await bench.ActiveAsync());
    }

    [Fact]
    public async Task A_wiki_of_policy_auto_follows_an_index_that_somebody_else_asked_for()
    {
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill);
        await bench.MakeAsync();
        await stack.Database.ExecuteAsync($"update wikis set policy = 'auto' where wiki_id = {bench.Wiki.Id}");
        bench.Git.File("src/Queue/QueueService.cs", SampleProject.Service("Queue", " and follows")).Commit();

        await stack.IndexAsync(bench.Repository, IndexingStack.LocalProfile);
        var job = 0L;
        while (job == 0)
        {
            // The refresh is queued once the index has succeeded.
            job = await stack.Database.ScalarAsync<long>($"select coalesce(max(job_id), 0) from jobs where wiki_id = {bench.Wiki.Id} and kind = 'refresh'");
            await Task.Delay(20, Token);
        }

        await stack.SucceedAsync(job);

        Assert.Equal(2, await bench.ActiveAsync());
    }

    [Fact]
    public async Task A_wiki_that_is_up_to_date_makes_no_new_generation()
    {
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill);
        await bench.MakeAsync();

        var again = await bench.MakeAsync(JobKind.Refresh);

        Assert.Null(again);
        Assert.Equal(1, await bench.ActiveAsync());
    }

    [Fact]
    public async Task The_generations_of_a_history_go_on_reading_as_they_were()
    {
        const int commits = 8;
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill);
        var seen = new List<(WikiGeneration Generation, string Fingerprint)>();
        for (var i = 0; i < commits; i++)
        {
            var generation = Assert.IsType<WikiGeneration>(await bench.MakeAsync(i == 0 ? JobKind.Wiki : JobKind.Refresh));
            seen.Add((generation, await bench.FingerprintAsync(generation)));
            var module = SampleProject.Modules[i % SampleProject.Modules.Length];
            bench.Git.File($"src/{module}/{module}Service.cs", SampleProject.Service(module, $" as of step {i}")).Commit();
        }

        foreach (var (generation, fingerprint) in seen)
        {
            Assert.Equal(fingerprint, await bench.FingerprintAsync(generation));
            foreach (var page in await bench.PagesAsync(generation))
            {
                var version = await bench.VersionAsync(page);
                Assert.All(version.Content.Citations, citation => AssertHolds(bench.Git, version.Commit, citation));
            }
        }
    }

    [Fact]
    public async Task The_pages_of_a_steering_file_are_the_pages_of_the_wiki_and_its_faults_are_told()
    {
        await using var indexer = await WikiBench.StartAsync(stack);
        var pages = string.Join(",", Enumerable.Range(1, 30).Select(n => $$"""{"title":"Subject {{n}}","purpose":"The queue and its step {{n}}"}"""));
        var bench = await WikiBench.CreateAsync(
            stack,
            git =>
            {
                SampleProject.Fill(git);
                git.File(".devin/wiki.json", $$"""{"repo_notes":["Be brief.", 7],"pages":[{{pages}},{"purpose":"no title"}]}""");
            }
        );

        var generation = await bench.MakeAsync();

        Assert.Equal(Enumerable.Range(1, 30).Select(n => $"Subject {n}"), (await bench.PagesAsync(generation)).Select(page => page.Plan.Title));
        Assert.Equal(["Be brief."], generation?.Plan.Notes);
        Assert.Equal(2, generation?.Plan.Warnings.Count);
        Assert.Contains("pages[30].title", string.Join('\n', generation?.Plan.Warnings ?? []), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_what_a_branch_changes_and_publishes_nothing()
    {
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill);
        await bench.MakeAsync();
        GitCommandLine.Run(bench.Git.GitDirectory, null, "branch", "topic", "main");
        bench.Git.File("src/Retry/RetryService.cs", SampleProject.Service("Retry", " and waits longer")).Commit(branch: "topic");

        var preview = await bench.MakeAsync(JobKind.Preview, reference: "topic");

        Assert.True(preview?.Plan.IsPreview);
        Assert.Contains(await bench.PagesAsync(preview), page => page.Plan.Reason == PageReason.SourcesChanged);
        Assert.Equal(1, await bench.ActiveAsync());
        Assert.Single(await bench.Generations.ListAsync(bench.Wiki.Id, Token));
    }

    [Fact]
    public async Task A_new_module_adds_a_page_and_one_that_is_gone_takes_its_page_along()
    {
        await using var indexer = await WikiBench.StartAsync(stack);
        var bench = await WikiBench.CreateAsync(stack, SampleProject.Fill);
        var first = await bench.PagesAsync(await bench.MakeAsync());
        var gone = first.FirstOrDefault(page =>
            page.Plan.Files.Count > 0 && page.Plan.Files.All(file => file.StartsWith("src/Retry/", StringComparison.Ordinal))
        );

        foreach (var name in (string[])["RetryService", "RetryOptions", "IRetrySink"])
        {
            bench.Git.Delete($"src/Retry/{name}.cs");
        }

        bench.Git.Commit();
        var second = await bench.PagesAsync(await bench.MakeAsync(JobKind.Refresh));

        Assert.DoesNotContain(second, page => page.Plan.Files.Any(file => file.StartsWith("src/Retry/", StringComparison.Ordinal)));
        if (gone is not null)
        {
            Assert.DoesNotContain(second, page => page.Plan.Slug == gone.Plan.Slug);
        }
    }

    private static void AssertHolds(RepositoryBuilder git, string commit, PageCitation citation)
    {
        var lines = GitCommandLine.Run(git.GitDirectory, null, "show", $"{commit}:{citation.Path}").Split('\n');
        var text = string.Join('\n', lines[(citation.StartLine - 1)..Math.Min(lines.Length, citation.EndLine)]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), Convert.ToHexStringLower(citation.Sha256));
        Assert.Equal(GitCommandLine.Run(git.GitDirectory, null, "rev-parse", $"{commit}:{citation.Path}"), Convert.ToHexStringLower(citation.Blob));
    }
}
