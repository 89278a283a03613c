using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Postgres;
using Npgsql;
using Pgvector;

namespace DeepWiki.Core.Data.Vectors;

/// <summary>
/// Approximate indexes, one for each series that is too large for exact scans: partial, over the vectors of its load, built after it and measured
/// before they are used. One index over all series would give wrong answers to small ones. Source: pgvector, "HNSW" and "Filtering".
/// </summary>
public sealed class VectorIndexes(NpgsqlDataSource dataSource)
{
    private const string Prefix = "embeddings_hnsw_";
    private const int MaxDimensions = 4000; // Of halfvec in an index.
    private const int BuildSeconds = 3600;
    private const int Samples = 40;
    private const int Nearest = 10;

    // The first half of an advisory lock's key.
    private const int LockClass = 0x68736E77;

    /// <summary>Locks the building and dropping of vector indexes until disposed; null when somebody else holds the lock.</summary>
    public Task<IAsyncDisposable?> TryEnterAsync(CancellationToken cancellationToken) => SessionLock.TryTakeAsync(dataSource, LockClass, 0, cancellationToken);

    /// <summary>Series that have outgrown exact scans, whose tail has grown past a tenth, that have shrunk by half, or that are small again.</summary>
    public async Task<IReadOnlyList<LargeSeries>> FindAsync(VectorIndexLimits limits, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            with sized as (
                select s.series_id, s.dimensions, s.frozen_chunk_id, s.frozen_rows, r.rows, r.later,
                    s.dimensions <= {MaxDimensions} and (r.rows > $1 or r.rows * s.dimensions > $2) as is_large
                from index_series s
                join term_statistics t on t.series_id = s.series_id and t.field = 0 and t.slot = {TermStatistics.All}
                cross join lateral (
                    -- Chunks are counted already; their vectors, of which some may be missing, only where there are many.
                    select count(*) as rows, count(*) filter (where e.chunk_id > s.frozen_chunk_id) as later from embeddings e
                    where e.series_id = s.series_id and (t.df > $1 or t.df::bigint * s.dimensions > $2)) r)
            select series_id, dimensions, rows, is_large from sized
            where (is_large and (frozen_rows is null
                    or (frozen_chunk_id is null and (rows > frozen_rows * 1.1 or rows < frozen_rows * 0.5))
                    or (frozen_chunk_id is not null and (later > frozen_rows * 0.1 or rows - later < frozen_rows * 0.5))
                    or (frozen_chunk_id is not null and to_regclass('{Prefix}' || series_id || '_' || frozen_chunk_id) is null))) or (not is_large
                      and frozen_chunk_id is not null)
            order by series_id
            """);
        command.Parameters.Add(new() { Value = limits.Rows });
        command.Parameters.Add(new() { Value = limits.Halves });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<LargeSeries>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new LargeSeries(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetBoolean(3)));
        }

        return found;
    }

    /// <summary>Builds the index of a series, and lets searches use it if it finds enough.</summary>
    /// <returns>The share of the ten nearest it found, and whether that is enough.</returns>
    public async Task<(double Recall, bool IsUsed)> BuildAsync(LargeSeries series, VectorIndexLimits limits, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (await ReadAsync(connection, $"select max(chunk_id) from embeddings where series_id = {series.SeriesId}", cancellationToken) is not long last)
        {
            return (0, false);
        }

        var name = $"{Prefix}{series.SeriesId}_{last}";
        await ExecuteAsync(connection, "set maintenance_work_mem = '512MB'", cancellationToken);
        try
        {
            // One of an earlier attempt may be invalid.
            await ExecuteAsync(connection, $"drop index concurrently if exists {name}", cancellationToken);
            await ExecuteAsync(
                connection,
                $"""
                create index concurrently {name} on embeddings
                using hnsw ((embedding::halfvec({series.Dimensions})) halfvec_ip_ops) with (m = 16, ef_construction = 64)
                where series_id = {series.SeriesId} and chunk_id <= {last}
                """,
                cancellationToken);

            // Without it the planner takes a series loaded a moment ago for a handful of rows, and sorts them.
            await ExecuteAsync(connection, "analyze embeddings", cancellationToken);
        }
        finally
        {
            await ExecuteAsync(connection, "reset maintenance_work_mem", CancellationToken.None);
        }

        var recall = await MeasureAsync(connection, series, last, cancellationToken);
        var isUsed = recall >= limits.Recall
            && await ReadAsync(connection, $"select indisvalid from pg_index where indexrelid = to_regclass('{name}')", cancellationToken) is true;
        await SettleAsync(series, isUsed ? last : null, recall, cancellationToken);
        return (recall, isUsed);
    }

    /// <summary>Lets a series whose index could not be built stay exact until it has grown.</summary>
    public Task GiveUpAsync(LargeSeries series, CancellationToken cancellationToken) => SettleAsync(series, last: null, recall: 0, cancellationToken);

    /// <summary>Lets searches of a series that is small again scan it exactly.</summary>
    public async Task ForgetAsync(int seriesId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "update index_series set frozen_chunk_id = null, frozen_rows = null, frozen_recall = null where series_id = $1");
        command.Parameters.Add(new() { Value = seriesId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Drops the indexes that no series uses: outdated ones, those found wanting, and those of series that are gone.</summary>
    public async Task DropUnusedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var find = new NpgsqlCommand(
            $"""
            select i.indexname from pg_indexes i
            where i.schemaname = current_schema() and i.tablename = 'embeddings' and i.indexname like '{Prefix.Replace("_", "\\_", StringComparison.Ordinal)}%'
                and not exists (select 1 from index_series s where i.indexname = '{Prefix}' || s.series_id || '_' || s.frozen_chunk_id)
            """,
            connection);
        var names = new List<string>();
        await using (var reader = await find.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                names.Add(reader.GetString(0));
            }
        }

        foreach (var name in names)
        {
            await ExecuteAsync(connection, $"drop index concurrently if exists {name}", cancellationToken);
        }
    }

    // Stored vectors ask for their neighbours. Equal distances are equally good: what counts is how near, not which row.
    private static async Task<double> MeasureAsync(NpgsqlConnection connection, LargeSeries series, long last, CancellationToken cancellationToken)
    {
        var step = Math.Max(1, series.Rows / Samples);
        await using var samples = new NpgsqlCommand(
            $"""
            select v from (select embedding as v, row_number() over (order by chunk_id) as n from embeddings where series_id = {series.SeriesId}) numbered
            where n % {step} = 0 limit {Samples}
            """,
            connection)
        { CommandTimeout = BuildSeconds };
        var queries = new List<HalfVector>();
        await using (var reader = await samples.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                queries.Add(reader.GetFieldValue<HalfVector>(0));
            }
        }

        // Without a sample nothing is known, which is not good enough.
        var (found, wanted) = (0, 0);
        foreach (var query in queries)
        {
            var exact = await DistancesAsync(
                connection, $"select embedding <#> $1 as distance from embeddings where series_id = {series.SeriesId} and chunk_id <= {last}", query,
                cancellationToken);
            var near = await NearAsync(connection, series, last, query, cancellationToken);
            wanted += exact.Count;
            found += near.Count(distance => distance <= exact[^1] + 1e-6);
        }

        return wanted == 0 ? 0 : (double)found / wanted;
    }

    private static async Task<List<double>> NearAsync(
        NpgsqlConnection connection, LargeSeries series, long last, HalfVector query, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, ApproximateScan.Settings, cancellationToken);
        return await DistancesAsync(connection, ApproximateScan.Build(series.SeriesId, last, series.Dimensions, "$1"), query, cancellationToken);
    }

    private static async Task<List<double>> DistancesAsync(NpgsqlConnection connection, string scan, HalfVector query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select distance from ({scan} order by distance limit {Nearest}) nearest order by distance", connection)
        { CommandTimeout = BuildSeconds };
        command.Parameters.Add(new() { Value = query });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var distances = new List<double>();
        while (await reader.ReadAsync(cancellationToken))
        {
            distances.Add(reader.GetDouble(0));
        }

        return distances;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = BuildSeconds };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task SettleAsync(LargeSeries series, long? last, double recall, CancellationToken cancellationToken)
    {
        await using var settle = dataSource.CreateCommand(
            "update index_series set frozen_chunk_id = $2, frozen_rows = $3, frozen_recall = $4 where series_id = $1");
        settle.Parameters.Add(new() { Value = series.SeriesId });
        settle.Parameters.Add(new() { Value = (object?)last ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        settle.Parameters.Add(new() { Value = series.Rows });
        settle.Parameters.Add(new() { Value = (float)recall });
        await settle.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<object?> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = BuildSeconds };
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
