using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Secrets;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Indexer.Indexing;

/// <summary>Jobs of private repositories, whose token can be read once, when their worker or Redis goes away.</summary>
[Trait("Category", "Integration")]
public sealed class PrivateJobTests(IndexingStack stack) : IClassFixture<IndexingStack>, IAsyncLifetime
{
    private const int Files = 120;
    private const string Right = "ghp_the-right-one-for-jobs";

    private static readonly (string, string)[] Small = [("Indexing:MaxBatchChunks", "10"), ("Indexing:LeaseDuration", "00:00:10")];

    public ValueTask InitializeAsync()
    {
        stack.Git.Token = Right;
        stack.Provider.Embeddings = new ScriptedEmbeddings();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        stack.Git.Token = null;
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_whose_token_is_spent_goes_on_from_what_it_fetched(bool isKilled)
    {
        var undisturbed = await UndisturbedAsync();
        var repository = await ServeAsync($"private/killed-{isKilled}");
        stack.Provider.Embeddings = new ScriptedEmbeddings { Delay = TimeSpan.FromMilliseconds(30) };
        var (root, before) = (stack.NewWorkRoot(), stack.Provider.EmbeddedTexts);
        long job;
        await using (var first = stack.StartProcess(root, Small))
        {
            job = await stack.EnqueueAsync(repository, new Secret(Right));
            await stack.WaitAsync(job, status => status.HasEnded
                ? throw new InvalidOperationException($"The job ended first: {status.Error?.Message}")
                : stack.Provider.EmbeddedTexts - before >= 40);
            first.Signal(isKilled ? UnixSignal.Kill : UnixSignal.Terminate);
            await first.ExitAsync();
        }

        await using var second = stack.StartProcess(root, Small);
        await stack.SucceedAsync(job);

        Assert.Equal(undisturbed, await stack.FingerprintAsync(repository.Id));
        Assert.Equal((long)Files, await stack.CountAsync("chunks", repository.Id));
    }

    [Fact]
    public async Task A_job_whose_token_cannot_be_asked_for_waits_and_the_attempt_does_not_count()
    {
        var repository = await ServeAsync("private/no-redis");
        var job = await stack.EnqueueAsync(repository, new Secret(Right));
        await using (var without = stack.StartProcess(stack.NewWorkRoot(), ("ConnectionStrings:redis", "localhost:1,abortConnect=false")))
        {
            while (await stack.Database.ScalarAsync<int>($"select epoch from jobs where job_id = {job}") == 0)
            {
                await stack.WaitAsync(job, _ => true);
            }

            var released = await stack.WaitAsync(job, status => status.State != JobState.Running);
            Assert.Equal(JobState.Queued, released.State);
        }

        await stack.Database.ExecuteAsync($"update jobs set not_before = clock_timestamp() where job_id = {job}");
        Assert.Equal(0, await stack.Database.ScalarAsync<int>($"select attempt from jobs where job_id = {job}"));
        await using var with = stack.StartProcess(stack.NewWorkRoot(), Small);
        await stack.SucceedAsync(job);
    }

    [Fact]
    public async Task A_job_that_outages_interrupt_for_a_quarter_of_an_hour_fails()
    {
        var job = await stack.EnqueueAsync(await ServeAsync("private/no-redis-for-long"), new Secret(Right));
        await stack.Database.ExecuteAsync(
            $"update jobs set interruptions = 19, interrupted_at = clock_timestamp() - interval '16 minutes' where job_id = {job}");
        await using var without = stack.StartProcess(stack.NewWorkRoot(), ("ConnectionStrings:redis", "localhost:1,abortConnect=false"));

        var status = await stack.WaitAsync(job, status => status.HasEnded);

        Assert.Equal((JobState.Failed, ErrorCode.IndexFailed), (status.State, status.Error?.Code));
        Assert.Contains("15 minutes", status.Error?.Message, StringComparison.Ordinal);
    }

    private async Task<string> UndisturbedAsync()
    {
        var repository = await ServeAsync($"private/undisturbed-{Guid.NewGuid():N}");
        await using var indexer = stack.StartProcess(stack.NewWorkRoot(), Small);
        await stack.SucceedAsync(await stack.EnqueueAsync(repository, new Secret(Right)));
        return await stack.FingerprintAsync(repository.Id);
    }

    private async Task<StoredRepository> ServeAsync(string name)
    {
        SampleClasses.AddTo(stack.Serve(name), Files).Commit();
        return await stack.AddAsync(name);
    }
}
