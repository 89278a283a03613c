using System.Diagnostics;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Telemetry;

namespace DeepWiki.Tests.Indexer.Indexing;

/// <summary>Spans, metrics and logs of a job, whichever way it ends.</summary>
[Trait("Category", "Integration")]
public sealed class JobTelemetryTests(IndexingStack stack) : IClassFixture<IndexingStack>, IDisposable
{
    private static readonly string[] Always =
        [Tags.JobId, Tags.JobKind, Tags.Repository, Tags.JobFiles, Tags.JobChunks, Tags.JobEmbedded, Tags.JobReused, Tags.JobSkipped, Tags.JobOutcome];

    private readonly SpanRecorder spans = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => spans.Dispose();

    [Fact]
    public async Task A_job_shows_its_stages_as_they_run()
    {
        using var measured = new MeasurementRecorder(spans);
        await using var indexer = await StartAsync(("Indexing:MaxBatchChunks", "10"));
        SampleClasses.AddTo(stack.Serve("stages/all"), 25).File("yarn.lock", "x\n").Commit();

        await QueueAsync(await stack.AddAsync("stages/all"));

        var job = await spans.EndedAsync(Spans.JobRun);
        Assert.Equal([Spans.JobFetch, Spans.JobWrite, Spans.JobActivate], Below(job, "job."));
        var write = spans.Child(job, Spans.JobWrite);
        Assert.Equal(
            [Spans.JobChunk, Spans.JobEmbed, Spans.JobEmbed, Spans.JobEmbed, Spans.JobStore, Spans.JobStore, Spans.JobStore],
            Below(write, "job.").Order(StringComparer.Ordinal));
        var chunk = spans.Child(write, Spans.JobChunk);
        Assert.Equal((25, 1), (chunk.GetTagItem(Tags.JobFiles), chunk.GetTagItem(Tags.JobSkipped)));
        Assert.Equal(25, spans.Ended.Where(span => span.OperationName == Spans.JobEmbed).Sum(span => (int)span.GetTagItem(Tags.JobChunks)!)); // Each has it.
        Assert.Equal(
            ("stages/all", 25, 25L, 25L, 0L, 1, "completed"),
            (
                job.GetTagItem(Tags.Repository), job.GetTagItem(Tags.JobFiles), job.GetTagItem(Tags.JobChunks), job.GetTagItem(Tags.JobEmbedded),
                job.GetTagItem(Tags.JobReused), job.GetTagItem(Tags.JobSkipped), job.GetTagItem(Tags.JobOutcome)));
        Assert.Equal(ActivityStatusCode.Unset, job.Status);
        AssertMeasured(measured, "completed");
        Assert.Equal(3, measured.Get(Instruments.EmbeddingBatch).Count);
        Assert.All(measured.Get(Instruments.EmbeddingBatch), batch => Assert.Equal("gen_ai.provider.name=openai", batch.Line));
        Assert.Equal("deepwiki.job.kind=index", Assert.Single(measured.Get(Instruments.QueueWait)).Line);
    }

    [Fact]
    public async Task Statements_are_called_by_what_they_do_and_show_no_values()
    {
        await using var indexer = await StartAsync();
        SampleClasses.AddTo(stack.Serve("named/statements"), 3).File("src/Lilac.cs", "class Lilac { }\n").Commit();

        await QueueAsync(await stack.AddAsync("named/statements"));
        await spans.EndedAsync(Spans.JobRun);

        var statements = spans.Ended.Where(span => span.Source.Name == "Npgsql" && span.GetTagItem("db.query.text") is not null).ToList();
        var names = statements.Select(span => span.DisplayName).ToHashSet();
        Assert.Superset(new HashSet<string> { "SELECT series_blobs", "INSERT series_blobs", "COPY chunks", "COPY embeddings", "UPDATE index_views" }, names);
        Assert.All(statements, span =>
        {
            // Npgsql adds the direction of a COPY.
            var operation = (span.GetTagItem(Tags.DatabaseOperation) as string)?.Replace("COPY FROM", "COPY", StringComparison.Ordinal);
            Assert.Equal(span.DisplayName, $"{operation} {span.GetTagItem(Tags.DatabaseCollection)}".TrimEnd());
            Assert.Empty(span.Events);
        });
        Assert.Contains(statements, span => span.GetTagItem("db.query.text") is string sql && sql.Contains("$1", StringComparison.Ordinal));
        Assert.DoesNotContain("Lilac", spans.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_fails_says_why_and_what_it_had_done()
    {
        using var measured = new MeasurementRecorder(spans);
        await using var indexer = await StartAsync();

        await QueueAsync(await stack.AddAsync("no/such"));

        var job = await AssertEndedAsync("failed");
        Assert.Equal(
            (ActivityStatusCode.Error, "repository_not_found", "no/such"), (job.Status, job.GetTagItem(Tags.ErrorType), job.GetTagItem(Tags.Repository)));
        Assert.Equal(
            (ActivityStatusCode.Error, "repository_not_found"),
            (spans.Child(job, Spans.JobFetch).Status, spans.Child(job, Spans.JobFetch).GetTagItem(Tags.ErrorType)));
        AssertMeasured(measured, "failed");
    }

    [Fact]
    public async Task A_worker_that_stops_amid_a_job_no_longer_counts_it()
    {
        using var measured = new MeasurementRecorder(spans);
        await using (await StartAsync())
        {
            await HangAsync("stopped/amid");
        }

        var job = await AssertEndedAsync("released");
        Assert.Equal(40, (job.GetTagItem(Tags.JobCommit) as string)?.Length);
        Assert.Equal((ActivityStatusCode.Unset, null), (job.Status, job.GetTagItem(Tags.ErrorType)));
        AssertMeasured(measured, "released");
        await stack.Database.ExecuteAsync("delete from jobs");
    }

    [Fact]
    public async Task A_job_that_is_lost_is_no_longer_counted_and_its_heartbeats_leave_no_span()
    {
        using var measured = new MeasurementRecorder(spans);
        await using var indexer = await StartAsync(("Indexing:LeaseDuration", "00:00:06"));
        await HangAsync("lost/amid");
        await spans.EndedAsync(Spans.JobFetch);
        var before = await stack.Database.ScalarAsync<DateTime>("select max(lease_until) from jobs where state = 'running'");
        while (await stack.Database.ScalarAsync<DateTime>("select max(lease_until) from jobs where state = 'running'") == before)
        {
            // A heart that has not beaten would prove nothing.
            await Task.Delay(TimeSpan.FromMilliseconds(50), Token);
        }

        await stack.Database.ExecuteAsync("update jobs set state = 'cancelled' where state = 'running'");

        Assert.Equal(ActivityStatusCode.Error, (await AssertEndedAsync("lost")).Status);
        AssertMeasured(measured, "lost");
        Assert.DoesNotContain("lease_until = clock_timestamp() + $3", spans.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_takes_too_long_says_so()
    {
        using var measured = new MeasurementRecorder(spans);
        await using var indexer = await StartAsync(("Indexing:JobTimeout", "00:00:02"));

        await QueueHangingAsync("taking/long");

        var job = await AssertEndedAsync("failed");
        Assert.Equal((ActivityStatusCode.Error, "repository_too_large"), (job.Status, job.GetTagItem(Tags.ErrorType)));
        AssertMeasured(measured, "failed");
    }

    [Fact]
    public async Task A_later_claim_of_a_job_is_no_wait_of_its_own()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(stack.Database.ConnectionString);
        var leases = new JobLeases(source);
        var id = await QueueAsync(await stack.AddAsync("claimed/twice"));

        var first = await leases.ClaimAsync("me", TimeSpan.FromSeconds(30), Token);
        await leases.ReleaseAsync(first!, TimeSpan.Zero, countAttempt: false, Token); // It was queued above.
        var second = await leases.ClaimAsync("me", TimeSpan.FromSeconds(30), Token);
        await stack.Database.ExecuteAsync("delete from jobs");

        Assert.Equal((id, id), (first?.JobId, second?.JobId));
        Assert.True(first?.Waited > TimeSpan.Zero);
        Assert.Null(second?.Waited);
    }

    private Task<Support.Hosting.ServiceProgram> StartAsync(params (string Name, string Value)[] own)
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings();
        return stack.StartProgramAsync(own);
    }

    private async Task HangAsync(string name)
    {
        await QueueHangingAsync(name);
        await stack.Provider.HangingAsync(1, Token);
    }

    // A job of this trace whose provider of embeddings never answers.
    private async Task QueueHangingAsync(string name)
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings { Fault = EmbeddingFault.Hang };
        SampleClasses.AddTo(stack.Serve(name), 3).Commit();
        await QueueAsync(await stack.AddAsync(name));
    }

    private async Task<long> QueueAsync(StoredRepository repository) =>
        (await new JobQueue(stack.Database.DataSource).EnqueueAsync(
            repository.Id, new IndexJobSettings("openai/text-embedding-3-small-v1-256", [], [], [], []), new JobOrigin(false, spans.TraceParent), Token)).JobId;

    private async Task<Activity> AssertEndedAsync(string outcome)
    {
        var job = await spans.EndedAsync(Spans.JobRun);
        Assert.All(Always, tag => Assert.NotNull(job.GetTagItem(tag)));
        Assert.Equal(outcome, job.GetTagItem(Tags.JobOutcome));
        return job;
    }

    private static void AssertMeasured(MeasurementRecorder measured, string outcome)
    {
        Assert.Equal([1, -1], measured.Get(Instruments.ActiveJobs).Select(change => change.Value));
        Assert.Equal($"deepwiki.job.kind=index deepwiki.job.outcome={outcome}", Assert.Single(measured.Get(Instruments.JobDuration)).Line);
    }

    private IEnumerable<string> Below(Activity parent, string prefix) => spans.Ended
        .Where(span => span.ParentSpanId == parent.SpanId && span.OperationName.StartsWith(prefix, StringComparison.Ordinal))
        .OrderBy(span => span.StartTimeUtc).Select(span => span.OperationName);
}
