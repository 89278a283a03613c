using DeepWiki.Core.Data.Index;
using DeepWiki.Core.SourceCode;
using Npgsql;

namespace DeepWiki.Core.Data.Search;

/// <summary>Looks declarations up by name inside one pinned index.</summary>
public sealed class DeclarationSearch(NpgsqlDataSource dataSource)
{
    private const int StatementSeconds = 5;

    /// <summary>
    /// Declarations of a name, letters' case aside: those spelled as asked first, tests behind others, properties last.
    /// </summary>
    /// <param name="index">The pinned index.</param>
    /// <param name="name">The declaration's own name.</param>
    /// <param name="scope">The end of what it stands in, parts joined by dots; empty for anything.</param>
    /// <param name="limit">Most declarations.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task<IReadOnlyList<FoundDeclaration>> FindAsync(
        ActiveIndex index, string name, string scope, int limit, CancellationToken cancellationToken)
    {
        // The offset keeps the planner at the index over names, whatever it believes of the files.
        await using var command = dataSource.CreateCommand(
            $"""
            select f.path, {DeclarationRows.Columns} from (
                select * from symbols
                where series_id = $1 and lower(name) = lower($3)
                    and ($5 = '' or right('.' || lower(qualified), length($5) + length($3) + 2) = '.' || lower($5) || '.' || lower($3))
                offset 0) s
            join files f on f.series_id = $1 and f.view_id = $4 and f.blob_number = s.blob_number
                and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2)
            order by s.name = $3 desc, s.is_test, s.kind = {(short)DeclarationKind.Property}, s.kind, f.path, s.line limit $6
            """);
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = index.Generation });
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = index.ViewId });
        command.Parameters.Add(new() { Value = scope });
        command.Parameters.Add(new() { Value = limit });
        command.CommandTimeout = StatementSeconds;
        var found = await DeclarationRows.ReadAllAsync<string>(command, cancellationToken);
        return [.. found.SelectMany(file => file.Select(declaration => new FoundDeclaration(file.Key, declaration)))];
    }

    /// <summary>Names of declarations that hold a text, the shortest first.</summary>
    public async Task<IReadOnlyList<string>> FindNamesAsync(ActiveIndex index, string part, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select name from symbols where series_id = $1 and strpos(lower(name), lower($2)) > 0
            group by name order by length(name), name limit $3
            """);
        command.Parameters.Add(new() { Value = index.SeriesId });
        command.Parameters.Add(new() { Value = part });
        command.Parameters.Add(new() { Value = limit });
        command.CommandTimeout = StatementSeconds;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
