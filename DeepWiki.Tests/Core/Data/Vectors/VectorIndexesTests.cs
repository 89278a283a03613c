using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Data.Search;
using DeepWiki.Core.Data.Vectors;
using DeepWiki.Core.Repositories;
using DeepWiki.Tests.Support.Stores;
using Npgsql;

namespace DeepWiki.Tests.Core.Data.Vectors;

/// <summary>A series beyond the limit gets an approximate index of its own, which finds what exact scans find; small ones never see it.</summary>
[Trait("Category", "Integration")]
public sealed class VectorIndexesTests(StoresFixture stores) : IAsyncLifetime
{
    private const int Dimensions = 32;
    private const int Rows = 6000;

    private static readonly VectorIndexLimits Limits = new(5000, 1_000_000, 0.95);

    private readonly TestDatabase database = new(stores);
    private VectorIndexes? vectors;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private VectorIndexes Vectors => vectors ??= new(database.DataSource);

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_large_series_is_searched_by_its_index_and_the_rest_exactly()
    {
        var (large, small) = (await AddSeriesAsync(Rows), await AddSeriesAsync(50));
        var found = Assert.Single(await Vectors.FindAsync(Limits, Token));
        Assert.Equal(new LargeSeries(large.SeriesId, Dimensions, Rows, IsLarge: true), found);

        var (recall, isUsed) = await Vectors.BuildAsync(found, Limits, Token);

        Assert.True(isUsed && recall >= 0.95, $"{recall}");
        Assert.Empty(await Vectors.FindAsync(Limits, Token));
        var frozen = large with { FrozenChunkId = await FrozenAsync(large) };
        Assert.NotNull(frozen.FrozenChunkId);
        await AddRowsAsync(large, Rows, 200);
        var search = new ChunkSearch(database.DataSource);
        var (agreed, wanted, fromTail) = (0, 0, 0);
        foreach (var query in await QueriesAsync(large))
        {
            var exact = await search.SearchVectorsAsync(large, query, scope: null, Token);
            var near = await search.SearchVectorsAsync(frozen, query, scope: null, Token);
            var tenth = exact[Math.Min(9, exact.Count - 1)].Score;
            agreed += near.Take(10).Count(hit => hit.Score >= tenth - 1e-6);
            wanted += Math.Min(10, exact.Count);
            fromTail += near.Count(hit => hit.ChunkId > frozen.FrozenChunkId);
            Assert.Equal(near.OrderByDescending(hit => hit.Score).Select(hit => hit.Score), near.Select(hit => hit.Score));
        }

        Assert.InRange((double)agreed / wanted, 0.95, 1);
        Assert.True(fromTail > 0);
        Assert.Equal(50, (await database.ScalarAsync<long>($"select count(*) from embeddings where series_id = {small.SeriesId}")));
        Assert.Contains(
            "hnsw", await PlanAsync(ApproximateScan.Build(large.SeriesId, frozen.FrozenChunkId.Value, Dimensions,
                "(select embedding from embeddings limit 1)")));
        Assert.DoesNotContain(
            "hnsw",
            await PlanAsync($"select embedding <#> (select embedding from embeddings limit 1) as distance from embeddings where series_id = {large.SeriesId}"));
    }

    [Fact]
    public async Task An_index_that_finds_too_little_is_dropped_and_one_of_a_series_that_is_gone_too()
    {
        var series = await AddSeriesAsync(Rows);
        var found = Assert.Single(await Vectors.FindAsync(Limits, Token));

        var (_, isUsed) = await Vectors.BuildAsync(found, Limits with { Recall = 1.1 }, Token);
        await Vectors.DropUnusedAsync(Token);

        Assert.False(isUsed);
        Assert.Null(await FrozenAsync(series));
        Assert.Equal(0L, await IndexesAsync());
        Assert.Empty(await Vectors.FindAsync(Limits, Token));

        await AddRowsAsync(series, Rows, 700);
        found = Assert.Single(await Vectors.FindAsync(Limits, Token));
        Assert.True((await Vectors.BuildAsync(found, Limits, Token)).IsUsed);
        await Vectors.DropUnusedAsync(Token);
        Assert.Equal(1L, await IndexesAsync());
        await database.ExecuteAsync($"delete from index_series where series_id = {series.SeriesId}");
        await Vectors.DropUnusedAsync(Token);
        Assert.Equal(0L, await IndexesAsync());
    }

    [Fact]
    public async Task A_series_whose_vectors_are_missing_has_nothing_to_index()
    {
        var series = await AddSeriesAsync(0);
        await database.ExecuteAsync($"update term_statistics set df = {Rows} where series_id = {series.SeriesId}");

        Assert.Empty(await Vectors.FindAsync(Limits, Token));
        Assert.False((await Vectors.BuildAsync(new LargeSeries(series.SeriesId, Dimensions, Rows, IsLarge: true), Limits, Token)).IsUsed);
    }

    [Fact]
    public async Task An_index_that_is_gone_is_built_again_and_only_one_builds()
    {
        var series = await AddSeriesAsync(Rows);
        await Vectors.BuildAsync(Assert.Single(await Vectors.FindAsync(Limits, Token)), Limits, Token);
        await database.ExecuteAsync($"drop index embeddings_hnsw_{series.SeriesId}_{await FrozenAsync(series)}");

        Assert.Single(await Vectors.FindAsync(Limits, Token));
        await using (await Vectors.TryEnterAsync(Token))
        {
            Assert.Null(await Vectors.TryEnterAsync(Token));
        }

        await using var free = await Vectors.TryEnterAsync(Token);
        Assert.NotNull(free);
    }

    [Fact]
    public async Task A_series_that_is_small_again_is_scanned_exactly()
    {
        var series = await AddSeriesAsync(Rows);
        await Vectors.BuildAsync(Assert.Single(await Vectors.FindAsync(Limits, Token)), Limits, Token);
        await database.ExecuteAsync($"update term_statistics set df = 100 where series_id = {series.SeriesId}");

        var found = Assert.Single(await Vectors.FindAsync(Limits, Token));
        Assert.False(found.IsLarge);
        await Vectors.ForgetAsync(found.SeriesId, Token);
        await Vectors.DropUnusedAsync(Token);

        Assert.Null(await FrozenAsync(series));
        Assert.Equal(0L, await IndexesAsync());
    }

    private async Task<ActiveIndex> AddSeriesAsync(int rows)
    {
        var repository = await new RepositoryStore(database.DataSource)
            .GetOrAddAsync(RepositoryKind.Git, "example.org", $"v/{Guid.NewGuid():N}", "https://example.org/v/w", Token);
        var id = await new SeriesStore(database.DataSource).GetOrAddAsync(new SeriesKey(repository.Id, "test/vectors", Dimensions, 1, []), Token);
        var view = await database.ScalarAsync<int>(
            $"insert into index_views (series_id, ref, active_generation, active_commit) values ({id}, '', 1, '\\x01') returning view_id");
        await database.ExecuteAsync($"insert into files (series_id, view_id, path, blob_number, first_generation) values ({id}, {view}, 'a.txt', 1, 1)");
        var index = new ActiveIndex(id, view, 1, "01", 1, Degraded: false);
        await AddRowsAsync(index, 0, rows);
        return index;
    }

    // Clusters, as real texts have them, from a fixed seed.
    private async Task AddRowsAsync(ActiveIndex index, int first, int count)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        var random = new Random((index.SeriesId * 1000) + first);
        var centres = Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, Dimensions).Select(_ => random.NextDouble() - 0.5).ToArray()).ToArray();
        var texts = Enumerable.Range(0, count).Select(_ =>
        {
            var vector = centres[random.Next(centres.Length)].Select(value => value + (0.3 * (random.NextDouble() - 0.5))).ToArray();
            var length = Math.Sqrt(vector.Sum(value => value * value));
            return "[" + string.Join(',', vector.Select(value => (value / length).ToString("R", System.Globalization.CultureInfo.InvariantCulture))) + "]";
        });
        await using var insert = new NpgsqlCommand(
            "insert into embeddings (series_id, chunk_id, blob_number, embedding) select $1, $2 + n, 1, v::halfvec from unnest($3) with ordinality as rows (v, "
                + "n)",
            connection);
        insert.Parameters.Add(new() { Value = index.SeriesId });
        insert.Parameters.Add(new() { Value = (long)first });
        insert.Parameters.Add(new() { Value = texts.ToArray() });
        await insert.ExecuteNonQueryAsync(Token);
        await database.ExecuteAsync(
            $"""
            insert into term_statistics (series_id, field, slot, df) values ({index.SeriesId}, 0, -1, {count})
            on conflict (series_id, field, slot) do update set df = term_statistics.df + excluded.df
            """);
    }

    private async Task<IReadOnlyList<float[]>> QueriesAsync(ActiveIndex index)
    {
        await using var command = database.DataSource.CreateCommand(
            $"select embedding::vector from embeddings where series_id = {index.SeriesId} and chunk_id % 211 = 1 order by chunk_id");
        await using var reader = await command.ExecuteReaderAsync(Token);
        var queries = new List<float[]>();
        while (await reader.ReadAsync(Token))
        {
            queries.Add(reader.GetFieldValue<Pgvector.Vector>(0).ToArray());
        }

        return queries;
    }

    private async Task<string> PlanAsync(string scan)
    {
        await using var command = database.DataSource.CreateCommand($"explain {scan} order by distance limit 400");
        await using var reader = await command.ExecuteReaderAsync(Token);
        var plan = "";
        while (await reader.ReadAsync(Token))
        {
            plan += reader.GetString(0) + "\n";
        }

        return plan;
    }

    private async Task<long?> FrozenAsync(ActiveIndex index) =>
        await database.ScalarAsync<object>($"select frozen_chunk_id from index_series where series_id = {index.SeriesId}") as long?;

    private Task<long> IndexesAsync() =>
        database.ScalarAsync<long>("select count(*) from pg_indexes where tablename = 'embeddings' and indexname like 'embeddings_hnsw%'");
}
