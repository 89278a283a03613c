using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Data.Vectors;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;
using Npgsql;

namespace DeepWiki.Core.Data.Search;

/// <summary>
/// Searches inside one pinned index. Every statement carries the series, so no class outside can search without it.
/// </summary>
public sealed class ChunkSearch(NpgsqlDataSource dataSource)
{
    // Rows that are not live in the pinned generation are dropped after the scan; then it asks for four times as many.
    private const int Nearest = 400;
    private const int MinFiles = 50;
    private const int StatementSeconds = 5;

    /// <summary>Reads how often terms occur, in each field.</summary>
    public async Task<FieldStatistics> ReadStatisticsAsync(int seriesId, IReadOnlyList<int> slots, CancellationToken cancellationToken)
    {
        // The whole key of each row, one by one: with less, and whatever the planner believes, all rows of the series may be looked at.
        await using var command = dataSource.CreateCommand(
            """
            select t.field, t.slot, t.df from unnest($2) as f (field) cross join unnest($3) as s (slot)
            cross join lateral (
                select field, slot, df from term_statistics where series_id = $1 and field = f.field and slot = s.slot offset 0) t
            """);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = new[] { Bm25Field.Chunk.Number, Bm25Field.Path.Number, Bm25Field.Symbols.Number } });
        command.Parameters.Add(new() { Value = slots.Append(TermStatistics.All).ToArray() });
        command.CommandTimeout = StatementSeconds;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var fields = new Dictionary<short, Dictionary<int, int>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var field = reader.GetInt16(0);
            fields.TryAdd(field, []);
            fields[field][reader.GetInt32(1)] = reader.GetInt32(2);
        }

        return new FieldStatistics(Statistics(Bm25Field.Chunk), Statistics(Bm25Field.Path), Statistics(Bm25Field.Symbols));

        TermStatistics Statistics(Bm25Field field)
        {
            var frequencies = fields.GetValueOrDefault(field.Number) ?? [];
            frequencies.Remove(TermStatistics.All, out var documents);
            return new TermStatistics(documents, frequencies);
        }
    }

    /// <summary>Best chunks by BM25; <paramref name="query"/> holds the idf of each term. Without a scope all files are searched.</summary>
    public Task<IReadOnlyList<ChunkHit>> SearchTermsAsync(
        ActiveIndex index, SparseTerms query, FileScope? scope, CancellationToken cancellationToken) =>
        SearchAsync(index, Scan.Exact("lexical", "terms <#> $2", scope is not null), query.ToSparseVector(), scope, cancellationToken);

    /// <summary>Nearest chunks by cosine; stored vectors are normalised, so the inner product serves.</summary>
    public Task<IReadOnlyList<ChunkHit>> SearchVectorsAsync(ActiveIndex index, float[] query, FileScope? scope, CancellationToken cancellationToken) =>
        SearchAsync(
            index,
            index.FrozenChunkId is { } last && scope is null
                ? Scan.Frozen(index.SeriesId, last, query.Length)
                : Scan.Exact("embeddings", "embedding <#> $2", scope is not null),
            ((ReadOnlySpan<float>)query).ToHalfVector(),
            scope,
            cancellationToken);

    /// <summary>The chunks themselves, for the few that won.</summary>
    public async Task<IReadOnlyList<StoredChunk>> ReadAsync(int seriesId, IReadOnlyList<long> chunkIds, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select chunk_id, blob_number, start_line, end_line, symbol, content from chunks where series_id = $1 and chunk_id = any($2)");
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = chunkIds.ToArray() });
        return await StoredChunk.ReadAllAsync(command, cancellationToken);
    }

    /// <summary>Reads the declarations that stand in the chunks, by the number of the blob.</summary>
    public async Task<ILookup<long, Declaration>> ReadDeclarationsAsync(int seriesId, IReadOnlyList<long> chunkIds, CancellationToken cancellationToken)
    {
        // The offset keeps the planner from a join that reads every declaration of the series.
        await using var command = dataSource.CreateCommand(
            $"""
            select s.blob_number, {DeclarationRows.Columns} from chunks c
            cross join lateral (
                select * from symbols
                where series_id = $1 and blob_number = c.blob_number and line between c.start_line and c.end_line offset 0) s
            where c.series_id = $1 and c.chunk_id = any($2) order by s.blob_number, s.line, s.qualified
            """);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = chunkIds.ToArray() });
        return await DeclarationRows.ReadAllAsync<long>(command, cancellationToken);
    }

    /// <summary>Finds by path the chunk that holds the line, or the first one behind it. A file that has none is left out.</summary>
    public async Task<IReadOnlyDictionary<string, StoredChunk>> ReadAtAsync(
        ActiveIndex index, IReadOnlyList<FilePlace> places, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select c.chunk_id, c.blob_number, c.start_line, c.end_line, c.symbol, c.content, f.path
            from unnest($3::text[], $4::int[]) as wanted (path, line)
            join files f on f.view_id = $5 and f.path = wanted.path
                and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2)
            cross join lateral (
                select * from chunks
                where series_id = $1 and blob_number = f.blob_number and end_line >= wanted.line order by start_line limit 1) c
            """);
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = index.Generation });
        command.Parameters.Add(new() { Value = places.Select(place => place.Path).ToArray() });
        command.Parameters.Add(new() { Value = places.Select(place => place.Line).ToArray() });
        command.Parameters.Add(new() { Value = index.ViewId });
        command.CommandTimeout = StatementSeconds;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<string, StoredChunk>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            found[reader.GetString(6)] = StoredChunk.Read(reader);
        }

        return found;
    }

    /// <summary>All chunks of one file in line order with the number of its lines; null when the index has no such path.</summary>
    public async Task<(int Lines, IReadOnlyList<StoredChunk> Chunks)?> ReadFileAsync(
        ActiveIndex index, string path, CancellationToken cancellationToken)
    {
        await using var find = dataSource.CreateCommand(
            """
            select b.lines, f.blob_number from files f join series_blobs b on b.series_id = f.series_id and b.blob_number = f.blob_number
            where f.view_id = $1 and f.path = $3 and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2)
            """);
        find.Parameters.Add(new() { Value = index.ViewId });
        find.Parameters.Add(new() { Value = index.Generation });
        find.Parameters.Add(new() { Value = path });
        int lines;
        long blobNumber;
        await using (var reader = await find.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken))
            {
                return null;
            }

            (lines, blobNumber) = (reader.GetInt32(0), reader.GetInt64(1));
        }

        await using var command = dataSource.CreateCommand(
            """
            select chunk_id, blob_number, start_line, end_line, symbol, content from chunks
            where series_id = $1 and blob_number = $2 order by start_line
            """);
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = blobNumber });
        return (lines, await StoredChunk.ReadAllAsync(command, cancellationToken));
    }

    private async Task<IReadOnlyList<ChunkHit>> SearchAsync(
        ActiveIndex index, Scan scan, object query, FileScope? scope, CancellationToken cancellationToken)
    {
        var hits = await SearchOnceAsync(index, scan, query, scope, Nearest, cancellationToken);
        return hits.Scanned == Nearest && hits.Live.DistinctBy(hit => hit.Path).Count() < MinFiles
            ? (await SearchOnceAsync(index, scan, query, scope, Nearest * 4, cancellationToken)).Live
            : hits.Live;
    }

    private async Task<(int Scanned, IReadOnlyList<ChunkHit> Live)> SearchOnceAsync(
        ActiveIndex index, Scan scan, object query, FileScope? scope, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = !scan.IsApproximate ? null : await connection.BeginTransactionAsync(cancellationToken);
        if (transaction is not null)
        {
            await using var settings = new NpgsqlCommand(ApproximateScan.Settings, connection);
            await settings.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = new NpgsqlCommand(
            $"""
            with {scan.Nearest}
            select n.chunk_id, n.blob_number, -n.distance,
                (select min(f.path) from files f
                 where f.series_id = $1 and f.blob_number = n.blob_number and f.view_id = $5
                   and f.first_generation <= $3 and (f.end_generation is null or f.end_generation > $3))
            from nearest n where n.distance < 0 order by n.distance, n.chunk_id
            """,
            connection);
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = query });
        command.Parameters.Add(new() { Value = index.Generation });
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = index.ViewId });
        if (scope is not null)
        {
            command.Parameters.Add(new() { Value = scope.BlobNumbers });
        }

        command.CommandTimeout = StatementSeconds;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var scanned = 0;
        var live = new List<ChunkHit>();
        while (await reader.ReadAsync(cancellationToken))
        {
            scanned++;
            if (!reader.IsDBNull(3))
            {
                live.Add(new ChunkHit(reader.GetInt64(0), reader.GetInt64(1), scope?.PathOf(reader.GetInt64(1)) ?? reader.GetString(3), reader.GetDouble(2)));
            }
        }

        return (scanned, live);
    }

    /// <summary>Query for the nearest rows: common table expressions of which the last is <c>nearest</c>.</summary>
    private readonly record struct Scan(string Nearest, bool IsApproximate)
    {
        // Materialised and of one series: it can never slip onto an index over vectors.
        public static Scan Exact(string table, string distance, bool isScoped) => new(
            $"""
            nearest as materialized (
                select chunk_id, blob_number, {distance} as distance from {table}
                where series_id = $1{(isScoped ? " and blob_number = any($6)" : "")} order by distance limit $4)
            """,
            IsApproximate: false);

        // The load by its approximate index, and what came later exactly.
        public static Scan Frozen(int seriesId, long last, int dimensions) => new(
            $"""
            frozen as materialized ({ApproximateScan.Build(seriesId, last, dimensions, "$2")} order by distance limit $4),
            later as materialized (
                select chunk_id, blob_number, embedding <#> $2 as distance from embeddings
                where series_id = $1 and chunk_id > {last} order by distance limit $4),
            nearest as (select * from frozen union all select * from later order by distance limit $4)
            """,
            IsApproximate: true);
    }
}
