using DeepWiki.Core.Data.Index;
using Npgsql;

namespace DeepWiki.Core.Data.Generations;

/// <summary>Reads the pages of the wiki that goes with a pinned index: of its repository and ref, as published last.</summary>
public sealed class WikiTextStore(NpgsqlDataSource dataSource)
{
    private const int MaxPages = 200;
    private const int StatementSeconds = 5;

    // Of several wikis the one of the index's commit, then the comprehensive one.
    private const string Wiki =
        """
        with wiki as (
            select g.generation_id from index_views x join index_series i using (series_id)
            join wikis w on w.repository_id = i.repository_id and w.ref = x.ref
            join wiki_generations g on g.wiki_id = w.wiki_id and g.generation = w.active_generation
            where x.view_id = $1
            order by g.commit = decode($2, 'hex') desc, w.language = 'en' desc, w.detail = 'comprehensive' desc, w.wiki_id limit 1)
        """;

    /// <summary>The page of a slug; null when the wiki has none, or there is no wiki.</summary>
    public async Task<WikiPageText?> FindAsync(ActiveIndex index, string slug, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            {Wiki}
            select s.slug, p.title, v.markdown from wiki join generation_pages p using (generation_id)
            join wiki_pages s using (page_id) join page_versions v using (version_id) where s.slug = $3
            """);
        command.Parameters.Add(new() { Value = index.ViewId });
        command.Parameters.Add(new() { Value = index.Commit });
        command.Parameters.Add(new() { Value = slug });
        return await ReadAsync(command, cancellationToken) is [var only] ? only : null;
    }

    /// <summary>The written pages in their order, without their text; empty when there is no wiki.</summary>
    public async Task<IReadOnlyList<WikiPageText>> ListAsync(ActiveIndex index, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            {Wiki}
            select s.slug, p.title, '' from wiki join generation_pages p using (generation_id)
            join wiki_pages s using (page_id) where p.version_id is not null order by p.position limit {MaxPages}
            """);
        command.Parameters.Add(new() { Value = index.ViewId });
        command.Parameters.Add(new() { Value = index.Commit });
        return await ReadAsync(command, cancellationToken);
    }

    private static async Task<IReadOnlyList<WikiPageText>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        command.CommandTimeout = StatementSeconds;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var pages = new List<WikiPageText>();
        while (await reader.ReadAsync(cancellationToken))
        {
            pages.Add(new WikiPageText(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return pages;
    }
}
