using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.TextAnalysis;
using Npgsql;

namespace DeepWiki.Core.Data.Search;

/// <summary>Searches for whole files inside one pinned index: by the words of their paths, by the words of their symbols, and by exact names.</summary>
public sealed class FileSearch(NpgsqlDataSource dataSource)
{
    private const int Nearest = 400;
    private const int MaxNamed = 20;
    private const int FewCodeFiles = 5;
    private const int StatementSeconds = 5;

    /// <summary>Best paths by BM25; <paramref name="query"/> holds the idf of each term among paths. Without a scope all files are searched.</summary>
    public Task<IReadOnlyList<FileHit>> SearchPathsAsync(
        ActiveIndex index, SparseTerms query, FileScope? scope, CancellationToken cancellationToken) => SearchAsync(
        index,
        query,
        scope?.Paths,
        $"""
        with nearest as materialized (
            select path, terms <#> $3 as distance from path_words where series_id = $1{(scope is null ? "" : " and path = any($6)")} order by distance limit $4)
        select n.path, -n.distance as score
        from nearest n
        where n.distance < 0 and exists (
            select 1 from files f where f.view_id = $5 and f.path = n.path
                and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2))
        order by n.distance, n.path
        """,
        cancellationToken);

    /// <summary>Best source files by BM25 over the names of their symbols. A blob at several paths counts for each.</summary>
    public Task<IReadOnlyList<FileHit>> SearchSymbolsAsync(
        ActiveIndex index, SparseTerms query, FileScope? scope, CancellationToken cancellationToken) => SearchAsync(
        index,
        query,
        scope?.Paths,
        $"""
        with nearest as materialized (
            select blob_number, terms <#> $3 as distance from symbol_words
            where series_id = $1{(scope is null ? "" : " and blob_number in (select blob_number from files where view_id = $5 and path = any($6))")}
            order by distance limit $4)
        select f.path, -n.distance as score
        from nearest n
        join files f on f.series_id = $1 and f.view_id = $5 and f.blob_number = n.blob_number{(scope is null ? "" : " and f.path = any($6)")}
            and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2)
        where n.distance < 0 order by n.distance, f.path
        """,
        cancellationToken);

    /// <summary>
    /// Files that bear one of the names exactly, with score 1, or declare one of the identifiers, with half of that, divided by the number of files that do;
    /// letters' case does not count.
    /// </summary>
    /// <param name="index">Index to search.</param>
    /// <param name="fileNames">Names or paths of files, in lower case.</param>
    /// <param name="identifiers">Names of declarations, in lower case.</param>
    /// <param name="scope">The files that are searched; null for all.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task<IReadOnlyList<FileHit>> FindNamedAsync(
        ActiveIndex index, IReadOnlyList<string> fileNames, IReadOnlyList<string> identifiers, FileScope? scope, CancellationToken cancellationToken)
    {
        if (fileNames.Count + identifiers.Count == 0)
        {
            return [];
        }

        await using var command = dataSource.CreateCommand(
            $"""
            with named as (
                select path, 1::float8 as score from files
                where series_id = $1 and view_id = $6 and lower(substring(path from '[^/]*$')) = any($5)
                    and first_generation <= $2 and (end_generation is null or end_generation > $2)
                    and exists (select 1 from unnest($3::text[]) as given (name) where lower(path) = given.name
                      or right('/' || lower(path), length(given.name) + 1) = '/' || given.name)
                union all
                select f.path, 0.5::float8 / count(*) over (partition by lower(s.name)) from (
                    select distinct s.name, s.blob_number from symbols s
                    where s.series_id = $1 and lower(s.name) = any($4) and {DeclarationRows.IsSought}) s
                join files f on f.series_id = $1 and f.view_id = $6 and f.blob_number = s.blob_number
                    and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2)
            )
            select path, max(score) from named{(scope is null ? "" : " where path = any($7)")} group by path
              order by max(score) desc, path collate "C" limit {MaxNamed}
            """);
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = index.Generation });
        command.Parameters.Add(new() { Value = fileNames.ToArray() });
        command.Parameters.Add(new() { Value = identifiers.ToArray() });
        command.Parameters.Add(new() { Value = fileNames.Select(name => name[(name.LastIndexOf('/') + 1)..]).ToArray() });
        command.Parameters.Add(new() { Value = index.ViewId });
        AddPaths(command, scope?.Paths);
        command.CommandTimeout = StatementSeconds;
        return await ReadHitsAsync(command, cancellationToken);
    }

    /// <summary>True when the index has source files enough to be more than a collection of documents.</summary>
    public async Task<bool> HasCodeAsync(ActiveIndex index, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"select exists (select 1 from symbol_words where series_id = $1 offset {FewCodeFiles - 1} limit 1)");
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.CommandTimeout = StatementSeconds;
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>The files a filter admits.</summary>
    public async Task<FileScope> ReadScopeAsync(ActiveIndex index, FileFilter filter, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select path, blob_number from files
            where view_id = $1 and first_generation <= $2 and (end_generation is null or end_generation > $2) order by path
            """);
        command.Parameters.Add(new() { Value = index.ViewId });
        command.Parameters.Add(new() { Value = index.Generation });
        command.CommandTimeout = StatementSeconds;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var files = new List<(string Path, long BlobNumber)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.GetString(0) is var path && filter.Admits(path))
            {
                files.Add((path, reader.GetInt64(1)));
            }
        }

        return new FileScope(files);
    }

    /// <summary>Reads the declarations of each file, in the order of its lines.</summary>
    public async Task<ILookup<string, Declaration>> ReadSymbolsAsync(ActiveIndex index, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select f.path, {DeclarationRows.Columns} from files f
            join symbols s on s.series_id = f.series_id and s.blob_number = f.blob_number
            where f.view_id = $1 and f.path = any($3) and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2)
                and {DeclarationRows.IsSought}
            order by f.path, s.line, s.qualified
            """);
        command.Parameters.Add(new() { Value = index.ViewId });
        command.Parameters.Add(new() { Value = index.Generation });
        AddPaths(command, [.. paths]);
        command.CommandTimeout = StatementSeconds;
        return await DeclarationRows.ReadAllAsync<string>(command, cancellationToken);
    }

    private async Task<IReadOnlyList<FileHit>> SearchAsync(
        ActiveIndex index, SparseTerms query, string[]? paths, string sql, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = index.Generation });
        command.Parameters.Add(new() { Value = query.ToSparseVector() });
        command.Parameters.Add(new() { Value = Nearest });
        command.Parameters.Add(new() { Value = index.ViewId });
        AddPaths(command, paths);
        command.CommandTimeout = StatementSeconds;
        return await ReadHitsAsync(command, cancellationToken);
    }

    private static void AddPaths(NpgsqlCommand command, string[]? paths)
    {
        if (paths is not null)
        {
            command.Parameters.Add(new() { Value = paths });
        }
    }

    private static async Task<IReadOnlyList<FileHit>> ReadHitsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var hits = new List<FileHit>();
        while (await reader.ReadAsync(cancellationToken))
        {
            hits.Add(new FileHit(reader.GetString(0), reader.GetDouble(1)));
        }

        return hits;
    }
}
