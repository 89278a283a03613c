using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace DeepWiki.Core.Data.Generations.Pages;

/// <summary>Writes what a page says into its tables.</summary>
internal static class PageVersionRows
{
    public static byte[] Hash(string title, string markdown) => SHA256.HashData(Encoding.UTF8.GetBytes($"{title}\n{markdown}"));

    public static async Task<long> InsertAsync(
        NpgsqlConnection connection, int pageId, PageOrigin origin, PageContent content, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into page_versions (page_id, commit, title, markdown, headings, summary, provider, model, prompt_hash, input_tokens, output_tokens, cost,
                unsupported, faults, trace_id, content_hash)
            values ($1, decode($2, 'hex'), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) returning version_id
            """,
            connection);
        command.Parameters.Add(new() { Value = pageId });
        command.Parameters.Add(new() { Value = origin.Commit });
        command.Parameters.Add(new() { Value = content.Title });
        command.Parameters.Add(new() { Value = content.Markdown });
        command.Parameters.Add(Json(JsonSerializer.Serialize(content.Headings, PagesJsonContext.Default.IReadOnlyListPageHeading)));
        command.Parameters.Add(new() { Value = content.Summary });
        command.Parameters.Add(new() { Value = origin.Provider });
        command.Parameters.Add(new() { Value = origin.Model });
        command.Parameters.Add(new() { Value = (object?)content.PromptHash ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(Optional(content.InputTokens));
        command.Parameters.Add(Optional(content.OutputTokens));
        command.Parameters.Add(Optional(content.Cost));
        command.Parameters.Add(new() { Value = content.Unsupported });
        command.Parameters.Add(Json(JsonSerializer.Serialize(content.Faults, PagesJsonContext.Default.IReadOnlyListString)));
        command.Parameters.Add(Optional(System.Diagnostics.Activity.Current?.TraceId.ToHexString()));
        command.Parameters.Add(new() { Value = Hash(content.Title, content.Markdown) });
        var version = (long)(await command.ExecuteScalarAsync(cancellationToken))!; // RETURNING always gives the row.
        await InsertPartsAsync(connection, version, content, cancellationToken);
        return version;
    }

    public static NpgsqlParameter Optional(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Optional(long? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Optional(double? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double };

    private static async Task InsertPartsAsync(NpgsqlConnection connection, long version, PageContent content, CancellationToken cancellationToken)
    {
        await using (var sources = await connection.BeginBinaryImportAsync(
            "copy page_sources (version_id, n, path, blob, start_line, end_line, sha256) from stdin (format binary)", cancellationToken))
        {
            foreach (var (n, lines) in content.Sources.Index())
            {
                await sources.WriteRowAsync(
                    cancellationToken, version, n + 1, lines.Path, lines.Blob, lines.StartLine, lines.EndLine, (object?)lines.Sha256 ?? DBNull.Value);
            }

            await sources.CompleteAsync(cancellationToken);
        }

        await using (var citations = await connection.BeginBinaryImportAsync(
            "copy page_citations (version_id, n, position, length, path, blob, start_line, end_line, sha256) from stdin (format binary)", cancellationToken))
        {
            foreach (var (n, citation) in content.Citations.Index())
            {
                await citations.WriteRowAsync(
                    cancellationToken, version, n + 1, citation.Position, citation.Length, citation.Path, citation.Blob, citation.StartLine, citation.EndLine,
                    citation.Sha256);
            }

            await citations.CompleteAsync(cancellationToken);
        }

        await using var diagrams = await connection.BeginBinaryImportAsync(
            "copy page_diagrams (version_id, n, position, length, kind, is_valid, is_computed, error) from stdin (format binary)", cancellationToken);
        foreach (var (n, diagram) in content.Diagrams.Index())
        {
            await diagrams.WriteRowAsync(
                cancellationToken, version, n + 1, diagram.Position, diagram.Length, diagram.Kind, diagram.IsValid, diagram.IsComputed,
                (object?)diagram.Error ?? DBNull.Value);
        }

        await diagrams.CompleteAsync(cancellationToken);
    }

    private static NpgsqlParameter Json(string json) => new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb };
}
