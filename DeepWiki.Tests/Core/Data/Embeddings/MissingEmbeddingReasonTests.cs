using DeepWiki.Core.Data.Repositories;
using DeepWiki.Tests.Indexer.Indexing;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Hosting;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Core.Data.Embeddings;

/// <summary>A provider of embeddings that fails costs the chunks it failed on and no others, says so, and is asked again for those alone.</summary>
[Trait("Category", "Integration")]
public sealed class MissingEmbeddingReasonTests(IndexingStack stack) : IClassFixture<IndexingStack>, IAsyncLifetime
{
    private const int Files = 30;

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(5);

    private ServiceProgram? indexer;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => RestartAsync();

    public async ValueTask DisposeAsync()
    {
        if (indexer is not null)
        {
            await indexer.DisposeAsync();
        }
    }

    [Fact]
    public async Task Every_third_request_failing_leaves_no_gap_and_embeds_nothing_twice()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings { Fault = EmbeddingFault.EveryThirdFails };
        var repository = await ServeAsync("gaps/third");
        var before = stack.Provider.EmbeddedTexts;

        var report = await stack.IndexAsync(repository);

        Assert.Equal((Files, 0L), (report.Embedded, report.Unembedded));
        Assert.Equal(Files, stack.Provider.EmbeddedTexts - before);
        Assert.Equal((Files, Files, 0L), await RowsAsync(repository));
        Assert.False(await IsDegradedAsync(repository));
    }

    [Fact]
    public async Task A_rate_limit_is_waited_out_for_as_long_as_the_provider_says()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings { Status = 429, StatusTimes = 1, RetryAfter = "1" };
        var repository = await ServeAsync("gaps/limit");
        var before = stack.Provider.Requests.Count;

        await stack.IndexAsync(repository);

        Assert.Equal((Files, Files, 0L), await RowsAsync(repository));
        Assert.Equal((Files / 5) + 1, stack.Provider.Requests.Count - before);
    }

    [Fact]
    public async Task A_provider_that_dies_half_way_leaves_a_usable_index_and_a_later_job_embeds_what_is_missing_alone()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings { DiesAfter = 3 };
        var repository = await ServeAsync("gaps/half");

        var report = await stack.IndexAsync(repository);

        Assert.Equal((Files, (long)Files, 15L, 15L), (report.Files, report.Chunks, report.Embedded, report.Unembedded));
        Assert.Equal("15 chunks have no embedding: The provider has failed (503).", Assert.Single(report.Warnings));
        Assert.Equal((Files, 15L, 15L), await RowsAsync(repository));
        Assert.Equal(Files, await stack.CountAsync("lexical", repository.Id));
        Assert.True(await IsDegradedAsync(repository));

        stack.Provider.Embeddings = new ScriptedEmbeddings();
        var before = stack.Provider.EmbeddedTexts;
        await RestartAsync();
        var later = await stack.IndexAsync(repository);

        Assert.Equal((0L, 15L, 0L), (later.Chunks, later.Embedded, later.Unembedded));
        Assert.Equal(15, stack.Provider.EmbeddedTexts - before);
        Assert.Equal((Files, Files, 0L), await RowsAsync(repository));
        Assert.False(await IsDegradedAsync(repository));
        var undisturbed = await ServeAsync("gaps/undisturbed");
        await stack.IndexAsync(undisturbed);
        Assert.Equal(await stack.FingerprintAsync(undisturbed.Id), await stack.FingerprintAsync(repository.Id));
    }

    [Fact]
    public async Task A_degraded_index_stays_so_while_a_job_finds_the_provider_still_dead()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings { Status = 401 };
        var repository = await ServeAsync("gaps/dead");
        await stack.IndexAsync(repository);

        var again = await stack.IndexAsync(repository);

        Assert.Equal((0L, Files), (again.Chunks, again.Unembedded));
        Assert.True(await IsDegradedAsync(repository));
        Assert.Equal((Files, 0L, Files), await RowsAsync(repository));
    }

    [Fact]
    public async Task An_input_the_provider_refuses_is_marked_and_not_asked_for_again()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings { Poison = "Type17\n" };
        var repository = await ServeAsync("gaps/poison");

        var report = await stack.IndexAsync(repository);

        Assert.Equal((29L, 1L), (report.Embedded, report.Unembedded));
        Assert.Equal(
            "1 chunks have no embedding and stay without: The provider refused the request (400). It says: this input is not acceptable",
            Assert.Single(report.Warnings));
        Assert.Equal((Files, 29L, 1L), await RowsAsync(repository));
        Assert.Equal(
            "src/File17.cs",
            await stack.Database.ScalarAsync<string>(
                $"select path from embedding_gaps join files using (series_id, blob_number) join index_series using (series_id) where repository_id = "
                    + $"{repository.Id} and refused = 1"));

        // Words find it like any other; nothing that could be had is missing.
        Assert.False(await IsDegradedAsync(repository));
        var before = stack.Provider.Requests.Count;
        await stack.IndexAsync(repository);
        Assert.Equal(before, stack.Provider.Requests.Count);
    }

    [Fact]
    public async Task An_index_heals_without_being_asked_for_again()
    {
        await RestartAsync(("Indexing:EmbeddingBackfillInterval", "00:00:02"));
        stack.Provider.Embeddings = new ScriptedEmbeddings { Status = 401 };
        var repository = await ServeAsync("gaps/heals");
        await stack.IndexAsync(repository);
        Assert.Equal((Files, 0L, Files), await RowsAsync(repository));

        stack.Provider.Embeddings = new ScriptedEmbeddings();
        await WaitAsync(async () => !await IsDegradedAsync(repository));

        Assert.Equal((Files, Files, 0L), await RowsAsync(repository));
    }

    [Fact]
    public async Task Another_model_embeds_all_anew_beside_the_old_index_which_serves_until_then()
    {
        const string Other = "openai/text-embedding-3-small-v1-8";
        stack.Provider.Embeddings = new ScriptedEmbeddings();
        var repository = await ServeAsync("gaps/other");
        await stack.IndexAsync(repository);
        await RestartAsync(("Embeddings:Dimensions", "8"));
        stack.Provider.Embeddings = new ScriptedEmbeddings { Status = 401 };

        var failed = await stack.IndexAsync(repository, Other);
        var old = await VectorsAsync(repository, 256);
        stack.Provider.Embeddings = new ScriptedEmbeddings();
        var built = await stack.IndexAsync(repository, Other);

        Assert.Equal((0L, Files), (failed.Embedded, old));
        Assert.Equal((0L, Files, 0L), (built.Chunks, built.Embedded, built.Unembedded));
        Assert.Equal((Files, Files), (await VectorsAsync(repository, 256), await VectorsAsync(repository, 8)));
        Assert.Equal(
            "256: false, 8: false",
            await stack.Database.ScalarAsync<string>(
                $"select string_agg(concat(dimensions, ': ', degraded::text), ', ' order by dimensions desc) from index_series join index_views using "
                    + $"(series_id) where repository_id = {repository.Id} and active_generation is not null"));
    }

    private Task<long> VectorsAsync(StoredRepository repository, int dimensions) => stack.Database.ScalarAsync<long>(
        $"""
        select count(*) from embeddings join index_series using (series_id)
        where repository_id = {repository.Id} and dimensions = {dimensions} and vector_dims(embedding::vector) = {dimensions}
        """);

    private async ValueTask RestartAsync(params IEnumerable<(string Name, string Value)> own)
    {
        await DisposeAsync();
        indexer = await stack.StartProgramAsync([
            ("Embeddings:MaxBatchSize", "5"),
            ("Embeddings:MaxParallelRequests", "1"),
            ("Embeddings:MaxAttempts", "2"),
            ("Embeddings:MaxRetryAfter", "00:00:02"),
            .. own,
        ]);
    }

    private async Task<StoredRepository> ServeAsync(string name)
    {
        SampleClasses.AddTo(stack.Serve(name), Files).Commit();
        return await stack.AddAsync(name);
    }

    /// <summary>Chunks, embeddings and gaps.</summary>
    private async Task<(long, long, long)> RowsAsync(StoredRepository repository) =>
        (
            await stack.CountAsync("chunks", repository.Id), await stack.CountAsync("embeddings", repository.Id),
            await stack.CountAsync("embedding_gaps", repository.Id));

    private Task<bool> IsDegradedAsync(StoredRepository repository) =>
        stack.Database.ScalarAsync<bool>($"select degraded from index_series join index_views using (series_id) where repository_id = {repository.Id}");

    private static async Task WaitAsync(Func<Task<bool>> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(WaitTimeout);
        while (!await isReached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }
}
