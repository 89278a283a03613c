using DeepWiki.Core.Data.Index;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Hosting;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Indexer.Indexing;

/// <summary>Collection removes all that no index needs any more, and the rest is as if it had never been there.</summary>
[Trait("Category", "Integration")]
public sealed class CollectionTests(IndexingStack stack) : IClassFixture<IndexingStack>, IAsyncLifetime
{
    private static readonly string[] Tables =
        ["files", "series_blobs", "chunks", "embeddings", "lexical", "symbols", "imports", "symbol_words", "path_words", "term_statistics"];

    private ServiceProgram? indexer;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IndexCollector Collector => new(stack.Database.DataSource);

    public async ValueTask InitializeAsync()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings();
        indexer = await stack.StartProgramAsync(("Indexing:MaintenanceInterval", "1.00:00:00")); // The tests collect themselves.
    }

    public async ValueTask DisposeAsync()
    {
        if (indexer is not null)
        {
            await indexer.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_index_of_many_commits_becomes_that_of_the_last_one()
    {
        var repository = await stack.AddAsync("collect/many");
        var git = SampleClasses.AddTo(stack.Serve("collect/many"), 12);
        git.Commit();
        await stack.IndexAsync(repository);
        git.File("src/File1.cs", SampleClasses.Text(1, "second")).Delete("src/File2.cs").File("src/New.md", "# New\n\nWords of its own.\n").Commit();
        await stack.IndexAsync(repository);
        git.File("src/File1.cs", SampleClasses.Text(1, "third")).Delete("src/New.md").Commit();
        await stack.IndexAsync(repository);
        var fresh = await stack.AddAsync("collect/fresh");
        SampleClasses.AddTo(stack.Serve("collect/fresh"), 12).File("src/File1.cs", SampleClasses.Text(1, "third")).Delete("src/File2.cs").Commit();
        await stack.IndexAsync(fresh);

        // Somebody may still read the generation that is over.
        Assert.Equal(0, await CollectAsync(repository.Id));
        await AgeAsync(repository.Id, "16 minutes");

        Assert.Equal(4, await CollectAsync(repository.Id));
        Assert.Equal(await stack.FingerprintAsync(fresh.Id), await stack.FingerprintAsync(repository.Id));
        foreach (var table in Tables)
        {
            Assert.Equal((table, await stack.CountAsync(table, fresh.Id)), (table, await stack.CountAsync(table, repository.Id)));
        }

        Assert.DoesNotContain(await SeriesAsync(repository.Id), await Collector.FindAsync(Token));
    }

    [Fact]
    public async Task A_branch_nobody_asks_about_goes_and_the_head_stays()
    {
        var repository = await stack.AddAsync("collect/branch");
        var git = SampleClasses.AddTo(stack.Serve("collect/branch"), 5);
        git.Commit();
        SampleClasses.AddTo(git, 5).File("src/Branch.cs", SampleClasses.Text(99, "only here")).Commit(branch: "topic");
        await stack.IndexAsync(repository);
        await stack.IndexAsync(repository, reference: "topic");
        Assert.Equal(6L, await stack.CountAsync("chunks", repository.Id));
        await AgeAsync(repository.Id, "16 minutes");
        Assert.Equal(0, await CollectAsync(repository.Id));

        await AgeAsync(repository.Id, "31 days");
        Assert.Equal(1, await Collector.EndUnusedAsync(30, Token));
        Assert.Equal(1, await CollectAsync(repository.Id));

        Assert.Equal(5L, await stack.CountAsync("chunks", repository.Id));
        Assert.Equal(5L, await stack.CountAsync("files", repository.Id));
        Assert.Equal(
            "", await stack.Database.ScalarAsync<string>($"select string_agg(ref, ',') from index_views where series_id = {await SeriesAsync(repository.Id)}"));
    }

    [Fact]
    public async Task A_series_that_a_newer_one_replaced_goes_with_all_its_rows()
    {
        var repository = await stack.AddAsync("collect/replaced");
        SampleClasses.AddTo(stack.Serve("collect/replaced"), 3).Commit();
        await stack.IndexAsync(repository, excludedDirs: ["docs"]);
        var old = await SeriesAsync(repository.Id);
        await AgeAsync(repository.Id, "31 days");
        Assert.Equal(0, await Collector.EndUnusedAsync(30, Token));
        await stack.IndexAsync(repository);

        Assert.Equal(1, await Collector.EndUnusedAsync(30, Token));
        foreach (var table in Tables)
        {
            Assert.Equal((table, 0L), (table, await stack.Database.ScalarAsync<long>($"select count(*) from {table} where series_id = {old}")));
        }

        Assert.Equal(3L, await stack.CountAsync("chunks", repository.Id));
    }

    [Fact]
    public async Task A_series_that_a_job_works_on_is_left_alone()
    {
        var repository = await stack.AddAsync("collect/busy");
        var git = SampleClasses.AddTo(stack.Serve("collect/busy"), 3);
        git.Commit();
        await stack.IndexAsync(repository);
        git.File("src/File1.cs", SampleClasses.Text(1, "second")).Commit();
        await stack.IndexAsync(repository);
        await AgeAsync(repository.Id, "16 minutes");
        await stack.Database.ExecuteAsync(
            $"update jobs set state = 'running', lease_until = clock_timestamp() + interval '1 hour' where job_id = (select max(job_id) from jobs where "
                + $"repository_id = {repository.Id})");

        Assert.DoesNotContain(await SeriesAsync(repository.Id), await Collector.FindAsync(Token));
        Assert.Equal(0, await CollectAsync(repository.Id));

        await stack.Database.ExecuteAsync($"update jobs set state = 'succeeded', lease_until = null where repository_id = {repository.Id}");
        Assert.Equal(1, await CollectAsync(repository.Id));
    }

    [Fact]
    public async Task What_a_failed_job_stored_waits_a_day_for_the_next_one()
    {
        var repository = await stack.AddAsync("collect/failed");
        SampleClasses.AddTo(stack.Serve("collect/failed"), 3).Commit();
        await stack.IndexAsync(repository);
        var series = await SeriesAsync(repository.Id);
        await stack.Database.ExecuteAsync($"delete from index_views where series_id = {series}");
        await stack.Database.ExecuteAsync($"update jobs set state = 'failed' where repository_id = {repository.Id}");

        Assert.DoesNotContain(series, await Collector.FindAsync(Token));
        Assert.Equal(0, await Collector.CollectAsync(series, Token));
        Assert.Equal(3L, await stack.CountAsync("chunks", repository.Id));

        await stack.Database.ExecuteAsync($"update jobs set finished_at = finished_at - interval '25 hours' where repository_id = {repository.Id}");
        Assert.Contains(series, await Collector.FindAsync(Token));
        Assert.Equal(3, await Collector.CollectAsync(series, Token));
    }

    [Fact]
    public async Task Jobs_are_forgotten_long_after_their_end()
    {
        var repository = await stack.AddAsync("collect/jobs");
        SampleClasses.AddTo(stack.Serve("collect/jobs"), 2).Commit();
        await stack.IndexAsync(repository);
        await Collector.ForgetJobsAsync(30, Token);
        Assert.Equal(1L, await JobsAsync());

        await stack.Database.ExecuteAsync($"update jobs set finished_at = finished_at - interval '31 days' where repository_id = {repository.Id}");
        Assert.Equal(1, await Collector.ForgetJobsAsync(30, Token));
        Assert.Equal(0L, await JobsAsync());

        Task<long> JobsAsync() => stack.Database.ScalarAsync<long>($"select count(*) from jobs where repository_id = {repository.Id}");
    }

    [Fact]
    public async Task The_worker_collects_by_itself()
    {
        var repository = await stack.AddAsync("collect/worker");
        var git = SampleClasses.AddTo(stack.Serve("collect/worker"), 3);
        git.Commit();
        await stack.IndexAsync(repository);
        git.File("src/File1.cs", SampleClasses.Text(1, "second")).Commit();
        await stack.IndexAsync(repository);
        await AgeAsync(repository.Id, "16 minutes");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMinutes(5));

        await using var eager = await stack.StartProgramAsync(("Indexing:MaintenanceInterval", "00:00:01"));
        while (await stack.CountAsync("chunks", repository.Id) > 3)
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private async Task<int> CollectAsync(int repositoryId)
    {
        var series = await SeriesAsync(repositoryId);
        return await Collector.CollectAsync(series, Token);
    }

    private Task<int> SeriesAsync(int repositoryId) =>
        stack.Database.ScalarAsync<int>($"select max(series_id) from index_series where repository_id = {repositoryId}");

    private Task AgeAsync(int repositoryId, string age) => stack.Database.ExecuteAsync(
        $"""
        update index_views set active_at = active_at - interval '{age}', used_on = (clock_timestamp() - interval '{age}')::date
        where series_id in (select series_id from index_series where repository_id = {repositoryId})
        """);
}
