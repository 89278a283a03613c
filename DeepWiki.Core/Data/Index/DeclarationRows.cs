using DeepWiki.Core.SourceCode;
using Npgsql;

namespace DeepWiki.Core.Data.Index;

/// <summary>Reads declarations as the index stores them.</summary>
internal static class DeclarationRows
{
    /// <summary>The columns of <c>symbols s</c>, which a statement names behind the one that tells the file.</summary>
    public const string Columns =
        "s.line, s.name, s.qualified, s.kind, s.end_line, s.doc_from, s.doc_to, s.bases, s.is_test, s.is_exported, s.is_trivial, s.scope";

    /// <summary>Condition for declarations that are searched and listed by name: properties are many, and named like the types they are of.</summary>
    public const string IsSought = "s.kind <> 22";

    /// <summary>The declarations of blobs in line order, by the number of the blob.</summary>
    public static async Task<ILookup<long, Declaration>> ReadAsync(
        NpgsqlDataSource dataSource, int seriesId, long[] blobs, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select s.blob_number, {Columns} from symbols s
            where s.series_id = $1 and s.blob_number = any($2) order by s.blob_number, s.line, s.qualified
            """);
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = blobs });
        return await ReadAllAsync<long>(command, cancellationToken);
    }

    /// <summary>The declarations a statement gives, by its first column.</summary>
    public static async Task<ILookup<TFile, Declaration>> ReadAllAsync<TFile>(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(TFile File, Declaration Declaration)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetFieldValue<TFile>(0), Read(reader)));
        }

        return rows.ToLookup(row => row.File, row => row.Declaration);
    }

    private static Declaration Read(NpgsqlDataReader reader)
    {
        var line = reader.GetInt32(1);
        return new Declaration(line, reader.GetString(2), reader.GetString(3), (DeclarationKind)reader.GetInt16(4))
        {
            EndLine = Math.Max(line, reader.GetInt32(5)),
            Doc = reader.IsDBNull(6) ? null : new LineSpan(reader.GetInt32(6), reader.GetInt32(7)),
            Bases = reader.IsDBNull(8) ? [] : reader.GetFieldValue<string[]>(8),
            IsTest = reader.GetBoolean(9),
            IsExported = reader.GetBoolean(10),
            IsTrivial = reader.GetBoolean(11),
            Scope = reader.GetString(12),
        };
    }
}
