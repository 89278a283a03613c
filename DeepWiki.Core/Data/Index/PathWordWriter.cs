using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.TextAnalysis;
using Npgsql;

namespace DeepWiki.Core.Data.Index;

/// <summary>Writes the words of paths a series has not seen before; those it knows are never written again.</summary>
internal static class PathWordWriter
{
    private const int Batch = 5000;

    /// <summary>Takes the paths from the temporary table <c>new_files</c>, inside the caller's transaction.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, int seriesId, CancellationToken cancellationToken)
    {
        var after = "";
        while (await ReadNewAsync(connection, seriesId, after, cancellationToken) is { Count: > 0 } paths)
        {
            var counts = new TermCounts(Bm25Field.Path);
            await connection.CopyAsync(
                "path_words (series_id, path, terms)",
                paths,
                async (rows, path) =>
                {
                    var terms = Bm25.Document(Tokenizer.Terms(path), Bm25Field.Path);
                    await rows.WriteAsync(seriesId, cancellationToken);
                    await rows.WriteAsync(path, cancellationToken);
                    await rows.WriteAsync(terms.ToSparseVector(), cancellationToken);
                    counts.Add(terms);
                },
                cancellationToken);
            await counts.InsertAsync(connection, seriesId, cancellationToken);
            after = paths[^1];
        }
    }

    private static async Task<List<string>> ReadNewAsync(NpgsqlConnection connection, int seriesId, string after, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select n.path from new_files n
            where n.path > $2 and n.blob_number is not null and not exists (select 1 from path_words p where p.series_id = $1 and p.path = n.path)
            order by n.path limit {Batch}
            """,
            connection)
        {
            CommandTimeout = IndexActivation.StatementSeconds,
        };
        command.Parameters.Add(new() { Value = seriesId });
        command.Parameters.Add(new() { Value = after });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var paths = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            paths.Add(reader.GetString(0));
        }

        return paths;
    }
}
