using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Tests.Support.Stores;
using Npgsql;

namespace DeepWiki.Tests.Core.Data.Jobs;

[Trait("Category", "Integration")]
public sealed class JobQueueTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly IndexJobSettings Settings = new("local/hash-v1-512", [], [], [], []);

    private readonly JobQueue queue = new(database.DataSource);
    private readonly JobLeases leases = new(database.DataSource);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_equal_requests_are_one_job()
    {
        var repository = await AddRepositoryAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => queue.EnqueueAsync(repository, Settings, JobOrigin.Own, Token)));

        Assert.Single(ids.Distinct());
        await EndAllAsync();
    }

    [Fact]
    public async Task One_caller_has_ten_jobs_waiting_and_others_go_on()
    {
        var (mine, others) = (JobOrigin.Own with { Caller = [1, 2, 3] }, JobOrigin.Own with { Caller = [4] });
        var repositories = new List<int>();
        for (var i = 0; i < JobQueue.MaxQueuedOfOne; i++)
        {
            repositories.Add(await AddRepositoryAsync());
            Assert.True((await queue.EnqueueAsync(repositories[^1], Settings, mine, Token)).IsWaiting);
        }

        var refused = await Assert.ThrowsAsync<DeepWikiException>(async () => await queue.EnqueueAsync(await AddRepositoryAsync(), Settings, mine, Token));
        Assert.Equal(ErrorCode.RateLimited, refused.Code);
        Assert.True((await queue.EnqueueAsync(repositories[0], Settings, mine, Token)).IsWaiting);
        await queue.EnqueueAsync(await AddRepositoryAsync(), Settings, others, Token);
        await queue.EnqueueAsync(await AddRepositoryAsync(), Settings, JobOrigin.Own, Token);

        // A job under way no longer waits: the next one has its place.
        var running = await ClaimAsync("me");
        Assert.Equal(new QueuedJob(running.JobId, IsWaiting: false), await queue.EnqueueAsync(repositories[0], Settings, mine, Token));
        await queue.EnqueueAsync(await AddRepositoryAsync(), Settings, mine, Token);
        await EndAllAsync();
    }

    [Fact]
    public async Task Each_job_is_claimed_once_however_many_workers_ask()
    {
        for (var i = 0; i < 20; i++)
        {
            await queue.EnqueueAsync(await AddRepositoryAsync(), Settings, JobOrigin.Own, Token);
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => leases.ClaimAsync($"worker-{i}", Lease, Token)));

        var claimed = claims.OfType<JobLease>().Select(job => job.JobId).ToList();
        Assert.Equal(claimed.Count, claimed.Distinct().Count());

        // Workers that met at the same row may have gone away empty-handed; nobody must be left over in the end.
        while (await leases.ClaimAsync("late", Lease, Token) is { } late)
        {
            claimed.Add(late.JobId);
        }

        Assert.Equal(20, claimed.Distinct().Count());
        await EndAllAsync();
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_writes_nothing()
    {
        var repository = await AddRepositoryAsync();
        await queue.EnqueueAsync(repository, Settings, JobOrigin.Own, Token);
        var first = await ClaimAsync("slow");
        await database.ExecuteAsync("update jobs set lease_until = clock_timestamp() - interval '1 second' where state = 'running'");
        var second = await ClaimAsync("quick");

        Assert.Equal(first.JobId, second.JobId);
        Assert.False(await leases.HeartbeatAsync(first, Lease, Token));
        Assert.False(await leases.FailAsync(first, new DeepWikiException(ErrorCode.IndexFailed, "late"), Token));
        await Assert.ThrowsAsync<LeaseLostException>(() => new IndexWriter(database.DataSource).WriteAsync(first, 1, [], Token));
        Assert.True(await leases.HeartbeatAsync(second, Lease, Token));
        await EndAllAsync();
    }

    [Fact]
    public async Task A_long_write_lets_heartbeats_pass()
    {
        await queue.EnqueueAsync(await AddRepositoryAsync(), Settings, JobOrigin.Own, Token);
        var job = await ClaimAsync("writer");
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await JobLeases.FenceAsync(connection, job, Token);

        Assert.True(await leases.HeartbeatAsync(job, Lease, Token));
        Assert.Null(await leases.ClaimAsync("other", Lease, Token));
        await transaction.CommitAsync(Token);
        await EndAllAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_worker_that_freezes_in_a_write_loses_the_job_with_its_lease(bool isAmidCopy)
    {
        await queue.EnqueueAsync(await AddRepositoryAsync(), Settings, JobOrigin.Own, Token);
        var frozen = await ClaimAsync("frozen");
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await JobLeases.FenceAsync(connection, frozen, Token);
        var copy = isAmidCopy ? await connection.BeginRawBinaryCopyAsync("copy lexical from stdin (format binary)", Token) : Stream.Null;
        await database.ExecuteAsync("update jobs set lease_until = clock_timestamp() - interval '1 second' where state = 'running'");

        Assert.Equal(frozen.JobId, (await ClaimAsync("other")).JobId);
        await Assert.ThrowsAnyAsync<NpgsqlException>(async () =>
        {
            await copy.DisposeAsync();
            await transaction.CommitAsync(Token);
        });
        await EndAllAsync();
    }

    [Fact]
    public async Task A_job_that_killed_its_worker_three_times_is_given_up()
    {
        var repository = await AddRepositoryAsync();
        var id = (await queue.EnqueueAsync(repository, Settings, JobOrigin.Own, Token)).JobId;
        for (var i = 0; i < JobLeases.MaxAttempts; i++)
        {
            await ClaimAsync("doomed");
            await database.ExecuteAsync("update jobs set lease_until = clock_timestamp() - interval '1 second' where state = 'running'");
        }

        Assert.Null(await leases.ClaimAsync("doomed", Lease, Token));
        var status = await queue.FindAsync(id, Token);
        Assert.Equal(JobState.Failed, status?.State);
        Assert.Equal(ErrorCode.IndexFailed, status?.Error?.Code);
    }

    [Fact]
    public async Task A_restarted_worker_frees_what_it_held_and_the_attempt_of_an_orderly_stop_does_not_count()
    {
        var repository = await AddRepositoryAsync();
        await queue.EnqueueAsync(repository, Settings, JobOrigin.Own, Token);
        await ClaimAsync("me");

        Assert.Equal(1, await leases.ReleaseAllAsync("me", Token));
        var again = await ClaimAsync("me");
        await leases.ReleaseAsync(again, TimeSpan.Zero, countAttempt: false, Token);
        var third = await ClaimAsync("me");

        Assert.Equal(2, third.Attempt);
        await EndAllAsync();
    }

    [Fact]
    public async Task Outages_are_counted_until_the_job_gets_further_and_end_it_after_the_limit()
    {
        var limit = TimeSpan.FromMinutes(15);
        await queue.EnqueueAsync(await AddRepositoryAsync(), Settings, JobOrigin.Own, Token);
        Assert.True(await leases.ReleaseInterruptedAsync(await ClaimAsync("me"), TimeSpan.Zero, limit, Token));
        Assert.True(await leases.ReleaseInterruptedAsync(await ClaimAsync("me"), TimeSpan.Zero, limit, Token));
        var third = await ClaimAsync("me");

        Assert.Equal((1, 2), (third.Attempt, third.Interruptions));
        await database.ExecuteAsync("update jobs set interrupted_at = clock_timestamp() - interval '16 minutes' where state = 'running'");
        Assert.False(await leases.ReleaseInterruptedAsync(third, TimeSpan.Zero, limit, Token));
        await leases.ReportProgressAsync(third, "embed", 1, 2, "files", Token);
        Assert.True(await leases.ReleaseInterruptedAsync(third, TimeSpan.Zero, limit, Token));
        await EndAllAsync();
    }

    [Fact]
    public async Task What_a_job_says_of_itself_is_read_back()
    {
        var repository = await AddRepositoryAsync();
        var id = (await queue.EnqueueAsync(repository, Settings with { ExcludedDirs = ["docs"] }, new JobOrigin(true, "00-trace-span-01"), Token)).JobId;
        var job = await ClaimAsync("me");

        await leases.ReportProgressAsync(job, "embed", 3, 9, "chunks", Token);
        var running = await queue.FindAsync(id, Token);
        await leases.SucceedAsync(job, new JobReport("abc", 1, 2, 3, 4, 0, new Dictionary<string, int> { ["binary"] = 5 }, [], []), Token);
        var ended = await queue.FindAsync(id, Token);

        Assert.Equal(["docs"], job.Settings.ExcludedDirs);
        Assert.True(job.NeedsCredential);
        Assert.Equal("00-trace-span-01", job.TraceParent);
        Assert.Equal(new JobStatus(id, JobState.Running, "embed", 3, 9, "chunks", null), running);
        Assert.True(ended?.HasEnded);
        Assert.Equal(5, await database.ScalarAsync<int>($"select (report->'skipped'->>'binary')::int from jobs where job_id = {id}"));
    }

    private async Task<JobLease> ClaimAsync(string worker) =>
        await leases.ClaimAsync(worker, Lease, Token) ?? throw new InvalidOperationException("There was no job to claim.");

    private async Task<int> AddRepositoryAsync() =>
        (
            await new RepositoryStore(database.DataSource).GetOrAddAsync(
                RepositoryKind.Git, "example.org", $"a/{Guid.NewGuid():N}", "https://example.org/a/b", Token)
        ).Id;

    private Task EndAllAsync() => database.ExecuteAsync("update jobs set state = 'cancelled' where state in ('queued', 'running')");
}
