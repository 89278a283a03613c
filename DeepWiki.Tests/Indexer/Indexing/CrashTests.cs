using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Indexer.Indexing;

/// <summary>Jobs whose worker dies, stops or freezes: rows equal those of an undisturbed run, none lost, none doubled.</summary>
[Trait("Category", "Integration")]
public sealed class CrashTests(IndexingStack stack) : IClassFixture<IndexingStack>
{
    private const int Files = 240;

    // Small batches, so that there is a middle to die in; a lease that a busy machine keeps, and a second worker need not wait for long.
    private static readonly (string, string)[] Small = [("Indexing:MaxBatchChunks", "10"), ("Indexing:LeaseDuration", "00:00:10")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(90)]
    [InlineData(230)]
    public async Task A_killed_worker_goes_on_after_its_restart_with_no_chunk_lost_or_doubled(int texts)
    {
        var (undisturbed, repository) = (await UndisturbedAsync(), await ServeAsync($"killed/at-{texts}"));
        stack.Provider.Embeddings = new ScriptedEmbeddings { Delay = TimeSpan.FromMilliseconds(30) };
        var (root, before) = (stack.NewWorkRoot(), stack.Provider.EmbeddedTexts);
        long job;
        await using (var first = stack.StartProcess(root, Small))
        {
            job = await stack.EnqueueAsync(repository);
            await UntilAsync(job, () => stack.Provider.EmbeddedTexts - before >= texts);
            await first.KillAsync();
        }

        await using var second = stack.StartProcess(root, Small);
        await stack.SucceedAsync(job);

        Assert.Equal(undisturbed, await stack.FingerprintAsync(repository.Id));
        Assert.Equal((long)Files, await stack.CountAsync("chunks", repository.Id));
        Assert.Equal((long)Files, await stack.CountAsync("embeddings", repository.Id));
        Assert.InRange(stack.Provider.EmbeddedTexts - before, Files, Files + 20);
    }

    [Fact]
    public async Task A_stopped_worker_gives_its_job_back_at_once_and_uncounted()
    {
        var (undisturbed, repository) = (await UndisturbedAsync(), await ServeAsync("stopped/worker"));
        stack.Provider.Embeddings = new ScriptedEmbeddings { Delay = TimeSpan.FromMilliseconds(30) };
        var before = stack.Provider.EmbeddedTexts;
        long job;
        await using (var first = stack.StartProcess(stack.NewWorkRoot(), Small))
        {
            job = await stack.EnqueueAsync(repository);
            await UntilAsync(job, () => stack.Provider.EmbeddedTexts - before >= 50);
            first.Signal(UnixSignal.Terminate);
            Assert.Equal(0, await first.ExitAsync());
        }

        Assert.Equal("queued 0", await stack.Database.ScalarAsync<string>($"select state || ' ' || attempt from jobs where job_id = {job}"));
        await using var second = stack.StartProcess(stack.NewWorkRoot(), Small);
        await stack.SucceedAsync(job);

        Assert.Equal(undisturbed, await stack.FingerprintAsync(repository.Id));
    }

    [Fact]
    public async Task A_frozen_worker_that_thaws_writes_nothing_into_the_job_of_another()
    {
        var (undisturbed, repository) = (await UndisturbedAsync(), await ServeAsync("frozen/worker"));
        stack.Provider.Embeddings = new ScriptedEmbeddings { Delay = TimeSpan.FromMilliseconds(30) };
        var before = stack.Provider.EmbeddedTexts;
        await using var first = stack.StartProcess(stack.NewWorkRoot(), Small);
        var job = await stack.EnqueueAsync(repository);
        await UntilAsync(job, () => stack.Provider.EmbeddedTexts - before >= 50);
        first.Signal(UnixSignal.Stop);

        await using var second = stack.StartProcess(stack.NewWorkRoot(), Small);
        await stack.SucceedAsync(job);
        var (ended, rows) = (await StateAsync(job), await stack.FingerprintAsync(repository.Id));
        first.Signal(UnixSignal.Continue);
        first.Signal(UnixSignal.Terminate);
        await first.ExitAsync();

        Assert.Equal(undisturbed, rows);
        Assert.Equal((ended, rows), (await StateAsync(job), await stack.FingerprintAsync(repository.Id)));
    }

    [Fact]
    public async Task A_job_that_keeps_killing_its_worker_is_given_up_and_says_in_which_stage()
    {
        var repository = await ServeAsync("deadly/job");
        stack.Provider.Embeddings = new ScriptedEmbeddings { Delay = TimeSpan.FromMinutes(1) };
        var root = stack.NewWorkRoot();
        var job = await stack.EnqueueAsync(repository);
        for (var attempt = 1; attempt <= JobLeases.MaxAttempts; attempt++)
        {
            var requests = stack.Provider.Requests.Count;
            await using var worker = stack.StartProcess(root, Small);
            await UntilAsync(job, () => stack.Provider.Requests.Count > requests);
            await worker.KillAsync();
        }

        await using var last = stack.StartProcess(root, Small);
        var status = await stack.WaitAsync(job, status => status.HasEnded);

        Assert.Equal(JobState.Failed, status.State);
        Assert.Contains("3 times", status.Error?.Message, StringComparison.Ordinal);
    }

    private async Task<string> UndisturbedAsync()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings();
        var name = $"undisturbed/{Guid.NewGuid():N}";
        await using var indexer = stack.StartProcess(stack.NewWorkRoot(), Small);
        var repository = await ServeAsync(name);
        await stack.IndexAsync(repository);
        return await stack.FingerprintAsync(repository.Id);
    }

    private async Task<StoredRepository> ServeAsync(string name)
    {
        SampleClasses.AddTo(stack.Serve(name), Files).Commit();
        return await stack.AddAsync(name);
    }

    private async Task UntilAsync(long job, Func<bool> isReached) =>
        await stack.WaitAsync(
            job, status => status.HasEnded ? throw new InvalidOperationException($"The job ended first: {status.Error?.Message}") : isReached());

    private Task<string> StateAsync(long job) => stack.Database.ScalarAsync<string>($"select state || finished_at || report from jobs where job_id = {job}");
}
