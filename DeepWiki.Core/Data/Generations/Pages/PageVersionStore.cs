using System.Text.Json;
using Npgsql;

namespace DeepWiki.Core.Data.Generations.Pages;

/// <summary>Reads what pages say.</summary>
public sealed class PageVersionStore(NpgsqlDataSource dataSource)
{
    /// <summary>A version with all its parts; null when it is kept no more.</summary>
    public async Task<PageVersion?> FindAsync(long versionId, CancellationToken cancellationToken) =>
        await ReadAsync([versionId], cancellationToken) is [var only] ? only : null;

    /// <summary>Versions with all their parts, in the order of their ids.</summary>
    public async Task<IReadOnlyList<PageVersion>> ReadAsync(long[] versionIds, CancellationToken cancellationToken)
    {
        var sources = await ReadSourcesAsync(versionIds, cancellationToken);
        var citations = await ReadCitationsAsync(versionIds, cancellationToken);
        var diagrams = await ReadDiagramsAsync(versionIds, cancellationToken);
        await using var command = dataSource.CreateCommand(
            """
            select version_id, encode(commit, 'hex'), provider, model, trace_id, content_hash, written_at, title, markdown, headings::text, summary,
                unsupported, faults::text, input_tokens, output_tokens, cost
            from page_versions where version_id = any($1) order by version_id
            """);
        command.Parameters.Add(new() { Value = versionIds });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var versions = new List<PageVersion>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetInt64(0);
            var content = new PageContent(
                reader.GetString(7),
                reader.GetString(8),
                JsonSerializer.Deserialize(reader.GetString(9), PagesJsonContext.Default.IReadOnlyListPageHeading)!, // The column is not null.
                reader.GetString(10),
                [.. sources[id]],
                [.. citations[id]],
                [.. diagrams[id]])
            {
                Unsupported = reader.GetInt32(11),
                Faults = JsonSerializer.Deserialize(reader.GetString(12), PagesJsonContext.Default.IReadOnlyListString)!, // As above.
                InputTokens = reader.IsDBNull(13) ? null : reader.GetInt64(13),
                OutputTokens = reader.IsDBNull(14) ? null : reader.GetInt64(14),
                Cost = reader.IsDBNull(15) ? null : reader.GetDouble(15),
            };
            versions.Add(new PageVersion(
                id, reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4),
                reader.GetFieldValue<byte[]>(5), reader.GetFieldValue<DateTimeOffset>(6), content));
        }

        return versions;
    }

    /// <summary>The versions of a page that kept generations show, newest generation first.</summary>
    public async Task<IReadOnlyList<(int Generation, string Commit, DateTimeOffset WrittenAt, PageReason Reason, long VersionId)>> ListAsync(
        int wikiId, string slug, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select g.generation, encode(g.commit, 'hex'), v.written_at, p.reason, v.version_id
            from wiki_generations g join generation_pages p using (generation_id) join wiki_pages w using (page_id) join page_versions v using (version_id)
            where g.wiki_id = $1 and w.slug = $2 and not g.is_preview and g.state in ('ready', 'partial') order by g.generation desc
            """);
        command.Parameters.Add(new() { Value = wikiId });
        command.Parameters.Add(new() { Value = slug });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var history = new List<(int, string, DateTimeOffset, PageReason, long)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            history.Add((
                reader.GetInt32(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), PageReasons.Parse(reader.GetString(3)), reader.GetInt64(4)));
        }

        return history;
    }

    /// <summary>The slug that took over the subject of another; null for none.</summary>
    public async Task<string?> FindSuccessorAsync(int wikiId, string slug, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select successor from wiki_pages where wiki_id = $1 and slug = $2");
        command.Parameters.Add(new() { Value = wikiId });
        command.Parameters.Add(new() { Value = slug });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <summary>Pages of active wikis of a repository that cite lines of a file, with those lines.</summary>
    public async Task<IReadOnlyList<(string Wiki, string Slug, int StartLine, int EndLine)>> FindCitingAsync(
        int repositoryId, string path, byte[] blob, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select distinct w.public_id, s.slug, c.start_line, c.end_line
            from wikis w
            join wiki_generations g on g.wiki_id = w.wiki_id and g.generation = w.active_generation
            join generation_pages p using (generation_id) join wiki_pages s using (page_id) join page_citations c using (version_id)
            where w.repository_id = $1 and c.path = $2 and c.blob = $3 order by s.slug, c.start_line limit 500
            """);
        command.Parameters.Add(new() { Value = repositoryId });
        command.Parameters.Add(new() { Value = path });
        command.Parameters.Add(new() { Value = blob });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var citing = new List<(string, string, int, int)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            citing.Add((reader.GetString(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3)));
        }

        return citing;
    }

    private async Task<ILookup<long, PageLines>> ReadSourcesAsync(long[] versions, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select version_id, path, blob, start_line, end_line, sha256 from page_sources where version_id = any($1) order by version_id, n");
        command.Parameters.Add(new() { Value = versions });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(long Version, PageLines Lines)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetInt64(0), new PageLines(
                reader.GetString(1), reader.GetFieldValue<byte[]>(2), reader.GetInt32(3), reader.GetInt32(4),
                reader.IsDBNull(5) ? null : reader.GetFieldValue<byte[]>(5))));
        }

        return rows.ToLookup(row => row.Version, row => row.Lines);
    }

    private async Task<ILookup<long, PageCitation>> ReadCitationsAsync(long[] versions, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select version_id, position, length, path, blob, start_line, end_line, sha256 from page_citations
            where version_id = any($1) order by version_id, n
            """);
        command.Parameters.Add(new() { Value = versions });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(long Version, PageCitation Citation)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetInt64(0), new PageCitation(
                reader.GetInt32(1), reader.GetInt32(2), reader.GetString(3), reader.GetFieldValue<byte[]>(4), reader.GetInt32(5), reader.GetInt32(6),
                reader.GetFieldValue<byte[]>(7))));
        }

        return rows.ToLookup(row => row.Version, row => row.Citation);
    }

    private async Task<ILookup<long, PageDiagram>> ReadDiagramsAsync(long[] versions, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select version_id, position, length, kind, is_valid, is_computed, error from page_diagrams where version_id = any($1) order by version_id, n
            """);
        command.Parameters.Add(new() { Value = versions });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(long Version, PageDiagram Diagram)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetInt64(0), new PageDiagram(
                reader.GetInt32(1), reader.GetInt32(2), reader.GetString(3), reader.GetBoolean(4), reader.GetBoolean(5),
                reader.IsDBNull(6) ? null : reader.GetString(6))));
        }

        return rows.ToLookup(row => row.Version, row => row.Diagram);
    }
}
