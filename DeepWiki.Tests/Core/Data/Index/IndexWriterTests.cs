using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;
using DeepWiki.Tests.Support.Stores;
using Npgsql;

namespace DeepWiki.Tests.Core.Data.Index;

[Trait("Category", "Integration")]
public sealed class IndexWriterTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly IndexJobSettings Settings = new("test/model", [], [], [], []);

    private readonly JobQueue queue = new(database.DataSource);
    private readonly JobLeases leases = new(database.DataSource);
    private readonly SeriesStore series = new(database.DataSource);
    private readonly IndexWriter writer = new(database.DataSource);
    private readonly IndexActivation activation = new(database.DataSource);
    private readonly ChunkSearch search = new(database.DataSource);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writing_a_blob_twice_changes_nothing()
    {
        var (job, key, id) = await StartAsync();
        var blob = Blob("alpha", "one alpha two");

        var first = await writer.WriteAsync(job, id, [blob], Token);
        var second = await writer.WriteAsync(job, id, [blob], Token);
        await ActivateAsync(job, id, ("a.txt", blob));

        Assert.Equal((1, 0), (first, second));
        Assert.Equal(1L, await CountAsync("chunks", id));
        Assert.Equal(1L, await CountAsync("lexical", id));
        Assert.Equal(1L, await CountAsync("embeddings", id));
        Assert.Equal(1, (await search.ReadStatisticsAsync(id, [], Token)).Chunk.Documents);
        Assert.Equal(1, (await series.FindActiveAsync(key, Token))?.Files);
    }

    [Fact]
    public async Task A_reader_sees_the_generation_it_pinned_and_nothing_else()
    {
        var (job, key, id) = await StartAsync();
        var (kept, gone, come) = (Blob("k", "kept common"), Blob("g", "gone common"), Blob("c", "come common"));
        await writer.WriteAsync(job, id, [kept, gone], Token);
        await ActivateAsync(job, id, ("kept.txt", kept), ("changed.txt", gone));
        var old = await series.FindActiveAsync(key, Token);
        await writer.WriteAsync(job, id, [come], Token);
        await ActivateAsync(job, id, ("kept.txt", kept), ("changed.txt", come), ("copy.txt", kept));
        var now = await series.FindActiveAsync(key, Token);

        Assert.Equal(["gone common", "kept common"], await FindAsync(old!, "common"));
        Assert.Equal(["come common", "kept common"], await FindAsync(now!, "common"));
        Assert.Equal(3, now?.Files);
        Assert.NotNull(await search.ReadFileAsync(now!, "copy.txt", Token));
        Assert.Null(await search.ReadFileAsync(old!, "copy.txt", Token));
        Assert.Equal(1L, await database.ScalarAsync<long>($"select count(*) from files where series_id = {id} and path = 'kept.txt'"));
    }

    [Fact]
    public async Task An_activation_may_take_longer_than_a_statement_does_as_a_rule()
    {
        var (job, key, id) = await StartAsync();
        var blob = Blob("patient", "one alpha two");
        await writer.WriteAsync(job, id, [blob], Token);
        await using var impatient = TestDatabase.Open(new NpgsqlConnectionStringBuilder(database.ConnectionString) { CommandTimeout = 3 }.ConnectionString);
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await using var hold = new NpgsqlCommand($"select 1 from index_series where series_id = {id} for update", connection);
        await hold.ExecuteScalarAsync(Token);

        var rows = new[] { new FileRow("a.txt", blob.Blob) }.ToAsyncEnumerable();
        var activated = new IndexActivation(impatient).ActivateAsync(job, id, new byte[20], rows, onSkipped: null, Token);
        while (!activated.IsCompleted
            && !await database.ScalarAsync<bool>(
                "select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and clock_timestamp() - "
                    + "query_start > interval '4 s')"))
        {
            await Task.Delay(50, Token);
        }

        await transaction.RollbackAsync(Token);
        var view = await activated;
        var index = await series.FindActiveAsync(key, Token);
        Assert.Equal((view, 1, 1), (index?.ViewId, index?.Generation, index?.Files));
    }

    [Fact]
    public async Task Scores_are_those_of_bm25_summed_by_hand()
    {
        var (job, key, id) = await StartAsync();
        var texts = new[] { "red green green", "green blue", "blue blue blue blue", "red" };
        var blobs = texts.Select((text, i) => Blob($"b{i}", text)).ToArray();
        await writer.WriteAsync(job, id, blobs, Token);
        await ActivateAsync(job, id, [.. blobs.Select((blob, i) => ($"f{i}.txt", blob))]);
        var index = await series.FindActiveAsync(key, Token);
        var statistics = await search.ReadStatisticsAsync(id, [SparseTerms.SlotOf("green"), SparseTerms.SlotOf("red")], Token);
        var idf = Bm25.InverseDocumentFrequency(statistics.Chunk.Documents, statistics.Chunk.Frequencies[SparseTerms.SlotOf("green")]);

        var hits = await search.SearchTermsAsync(index!, new SparseTerms([SparseTerms.SlotOf("green")], [(float)idf]), scope: null, Token);

        Assert.Equal(["f0.txt", "f1.txt"], hits.Select(hit => hit.Path));
        Assert.Equal(idf * 2 * 2.2 / (2 + (1.2 * (0.25 + (0.75 * 3 / 190)))), hits[0].Score, 4);
        Assert.Equal(2, statistics.Chunk.Frequencies[SparseTerms.SlotOf("red")]);
    }

    [Fact]
    public async Task Nearest_vectors_come_first_and_equal_texts_lend_their_embedding()
    {
        var (job, key, id) = await StartAsync();
        var (east, north) = (Blob("e", "east", [1, 0]), Blob("n", "north", [0, 1]));
        await writer.WriteAsync(job, id, [east, north], Token);
        await ActivateAsync(job, id, ("e.txt", east), ("n.txt", north));
        var index = await series.FindActiveAsync(key, Token);

        var hits = await search.SearchVectorsAsync(index!, [0.6f, 0.8f], scope: null, Token);
        var lent = await writer.FindEmbeddingsAsync(id, [east.Chunks[0].ContentHash, new byte[32]], Token);

        Assert.Equal(["n.txt", "e.txt"], hits.Select(hit => hit.Path));
        Assert.Equal(0.8, hits[0].Score, 3);
        Assert.Equal([1f, 0f], Assert.Single(lent).Value);
    }

    [Fact]
    public async Task A_search_gets_the_index_of_the_wanted_files_and_model_before_any_other()
    {
        var (job, key, id) = await StartAsync();
        var (otherModel, otherFiles, otherChunks) = (key with { Model = "test/other" }, key with { FilterHash = new byte[32] }, key with { Chunker = 2 });
        var blob = Blob("best", "one");

        Assert.Null(await series.FindBestAsync(key, Token));
        Assert.Equal((await ActivateAsync(otherChunks), null), (await series.GetOrAddAsync(otherChunks, Token), await series.FindBestAsync(key, Token)));
        Assert.Equal((await ActivateAsync(otherFiles), false), await BestAsync());
        Assert.Equal((await ActivateAsync(otherModel), true), await BestAsync());
        Assert.Equal((await ActivateAsync(key), false), await BestAsync());
        await ActivateAsync(otherFiles);
        Assert.Equal((id, false), await BestAsync());

        async Task<(int, bool)> BestAsync() => await series.FindBestAsync(key, Token) is { } best ? (best.SeriesId, best.HasForeignVectors) : default;

        async Task<int> ActivateAsync(SeriesKey other)
        {
            var added = await series.GetOrAddAsync(other, Token);
            await writer.WriteAsync(job, added, [blob], Token);
            await this.ActivateAsync(job, added, ("a.txt", blob));
            return added;
        }
    }

    [Fact]
    public async Task A_scope_finds_what_the_nearest_of_all_files_would_hide()
    {
        var (job, key, id) = await StartAsync();
        var many = Enumerable.Range(0, 420).Select(i => Blob($"m{i}", "alpha")).ToArray();
        var (far, copied) = (Blob("far", "alpha and many other words besides"), Blob("copied", "alpha and a few more"));
        await writer.WriteAsync(job, id, [.. many, far, copied], Token);
        await ActivateAsync(
            job, id, [.. many.Select((blob, i) => ($"all/{i}.txt", blob)), ("in/far.txt", far), ("all/copy.txt", copied), ("in/copy.txt", copied)]);
        var index = await series.FindActiveAsync(key, Token);
        var files = new FileSearch(database.DataSource);
        var query = new SparseTerms([SparseTerms.SlotOf("alpha")], [1f]);

        var scope = await files.ReadScopeAsync(index!, FileFilter.Create([], [], ["in"], ["in"]), Token);
        var everywhere = await search.SearchTermsAsync(index!, query, scope: null, Token);
        var inside = await search.SearchTermsAsync(index!, query, scope, Token);

        Assert.Equal(["in/copy.txt", "in/far.txt"], scope.Paths);
        Assert.Equal(400, everywhere.Count);
        Assert.DoesNotContain(everywhere, hit => hit.Path.StartsWith("in/", StringComparison.Ordinal));
        Assert.Equal(["in/copy.txt", "in/far.txt"], inside.Select(hit => hit.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_blob_without_content_is_known_but_no_file_of_the_index()
    {
        var (job, key, id) = await StartAsync();
        var (binary, text) = (Blob("x", "x") with { Skip = 3, Chunks = [] }, Blob("t", "text"));
        await writer.WriteAsync(job, id, [binary, text], Token);
        var skipped = new List<(short, string)>();
        FileRow[] files = [new("x.bin", binary.Blob), new("t.txt", text.Blob)];
        await activation.ActivateAsync(
            job, id, new byte[20], files.ToAsyncEnumerable(), (reason, path) => skipped.Add((reason, path)), Token);

        Assert.Contains(Convert.ToHexStringLower(binary.Blob), await writer.FindKnownAsync(id, [binary.Blob], Token));
        Assert.Equal(1, (await series.FindActiveAsync(key, Token))?.Files);
        Assert.Equal([((short)3, "x.bin")], skipped);
    }

    [Fact]
    public async Task Nothing_but_blobs_without_content_is_refused_and_leaves_the_old_generation()
    {
        var (job, key, id) = await StartAsync();
        var (binary, text) = (Blob("x", "x") with { Skip = 3, Chunks = [] }, Blob("t", "text"));
        await writer.WriteAsync(job, id, [binary, text], Token);
        await ActivateAsync(job, id, ("t.txt", text));

        var error = await Assert.ThrowsAsync<DeepWikiException>(() => ActivateAsync(job, id, ("x.bin", binary)));

        Assert.Equal(ErrorCode.NoEmbeddings, error.Code);
        Assert.Equal(1, (await series.FindActiveAsync(key, Token))?.Generation);
        Assert.NotNull(await search.ReadFileAsync((await series.FindActiveAsync(key, Token))!, "t.txt", Token));
    }

    private async Task<(JobLease Job, SeriesKey Key, int Series)> StartAsync()
    {
        await database.ExecuteAsync("update jobs set state = 'cancelled' where state in ('queued', 'running')");
        var repository = await new RepositoryStore(database.DataSource).GetOrAddAsync(
            RepositoryKind.Git, "example.org", $"a/{Guid.NewGuid():N}", "https://example.org/a/b", Token);
        await queue.EnqueueAsync(repository.Id, Settings, JobOrigin.Own, Token);
        var job = await leases.ClaimAsync("test", TimeSpan.FromMinutes(1), Token);
        var key = new SeriesKey(repository.Id, "test/model", 2, 1, Settings.FilterHash());
        return (job!, key, await series.GetOrAddAsync(key, Token));
    }

    private async Task ActivateAsync(JobLease job, int id, params (string Path, BlobRow Blob)[] files)
    {
        var rows = files.Select(file => new FileRow(file.Path, file.Blob.Blob)).ToAsyncEnumerable();
        await activation.ActivateAsync(job, id, new byte[20], rows, onSkipped: null, Token);
    }

    private async Task<IEnumerable<string>> FindAsync(ActiveIndex index, string word)
    {
        var hits = await search.SearchTermsAsync(index, new SparseTerms([SparseTerms.SlotOf(word)], [1f]), scope: null, Token);
        var chunks = await search.ReadAsync(index.SeriesId, [.. hits.Select(hit => hit.ChunkId)], Token);
        return chunks.Select(chunk => chunk.Text).Order(StringComparer.Ordinal);
    }

    private Task<long> CountAsync(string table, int id) => database.ScalarAsync<long>($"select count(*) from {table} where series_id = {id}");

    private static BlobRow Blob(string name, string text, float[]? embedding = null)
    {
        var chunk = new Chunk(1, 1, ChunkKind.Lines, null, [], text);
        var row = new ChunkRow(
            chunk, SHA256.HashData(Encoding.UTF8.GetBytes(text)), Bm25.Document(Tokenizer.Terms(text), Bm25Field.Chunk), embedding ?? [1f, 0f]);
        return new BlobRow(SHA256.HashData(Encoding.UTF8.GetBytes(name + text)), 1, null, [row]);
    }
}
