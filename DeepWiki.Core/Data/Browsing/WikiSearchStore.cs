using Npgsql;

namespace DeepWiki.Core.Data.Browsing;

/// <summary>Searches a generation of a wiki: its pages and headings, and the declarations and files of its index.</summary>
public sealed class WikiSearchStore(NpgsqlDataSource dataSource)
{
    private const string HeadlineOptions = "StartSel=\"\", StopSel=\"\", MaxWords=30, MinWords=12, MaxFragments=1";

    /// <summary>Pages whose words match, the best first. Words of the title weigh most.</summary>
    public async Task<IReadOnlyList<WikiHit>> FindPagesAsync(int generationId, string text, int limit, CancellationToken cancellationToken)
    {
        // A wiki has a few dozen pages: they are read as they are, and no index has to be kept for each version.
        await using var command = dataSource.CreateCommand(
            $"""
            with asked as (select websearch_to_tsquery('simple', $2) as exact, websearch_to_tsquery('english', $2) as stem),
            found as (
                select s.slug, p.title, v.markdown,
                    ts_rank(setweight(to_tsvector('simple', p.title), 'A') || setweight(to_tsvector('english', p.title), 'A')
                        || setweight(to_tsvector('simple', v.markdown), 'D') || setweight(to_tsvector('english', v.markdown), 'D'),
                        asked.exact || asked.stem, 1) as rank
                from generation_pages p join wiki_pages s using (page_id) join page_versions v using (version_id), asked
                where p.generation_id = $1 and (asked.exact || asked.stem)
                    @@ (to_tsvector('simple', p.title || ' ' || v.markdown) || to_tsvector('english', p.title || ' ' || v.markdown))
                order by rank desc, p.position limit $3)
            select slug, title, ts_headline('english', regexp_replace(markdown, '[`*#|]', ' ', 'g'), asked.exact || asked.stem, '{HeadlineOptions}'), rank
            from found, asked order by rank desc
            """);
        command.Parameters.Add(new() { Value = generationId });
        command.Parameters.Add(new() { Value = text });
        command.Parameters.Add(new() { Value = limit });
        return await ReadAsync(command, reader => new WikiHit(
            "page", reader.GetString(1), reader.GetString(0), null, null, null, reader.GetString(2), reader.GetFloat(3)), cancellationToken);
    }

    /// <summary>Headings that hold every word.</summary>
    public async Task<IReadOnlyList<WikiHit>> FindHeadingsAsync(int generationId, string[] words, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select s.slug, h->>'id', h->>'text', p.title from generation_pages p join wiki_pages s using (page_id) join page_versions v using (version_id),
                jsonb_array_elements(v.headings) h
            where p.generation_id = $1 and (h->>'level')::int > 1 and not exists (select 1 from unnest($2) word where strpos(lower(h->>'text'), word) = 0)
            order by length(h->>'text'), p.position limit $3
            """);
        command.Parameters.Add(new() { Value = generationId });
        command.Parameters.Add(new() { Value = words });
        command.Parameters.Add(new() { Value = limit });
        return await ReadAsync(command, reader => new WikiHit(
            "heading", reader.GetString(2), reader.GetString(0), reader.GetString(1), null, null, reader.GetString(3), Closeness(reader.GetString(2), words)),
            cancellationToken);
    }

    /// <summary>Declarations whose names hold every word; whole names first.</summary>
    /// <param name="viewId">View of the index.</param>
    /// <param name="generation">Generation of that view.</param>
    /// <param name="words">Words in lower case.</param>
    /// <param name="limit">Most declarations.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task<IReadOnlyList<WikiHit>> FindSymbolsAsync(int viewId, int generation, string[] words, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select y.qualified, f.path, y.line from index_views v join files f using (view_id)
                join symbols y on y.series_id = v.series_id and y.blob_number = f.blob_number
            where v.view_id = $1 and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2) and y.kind <> 22
                and not exists (select 1 from unnest($3) word where strpos(lower(y.qualified), word) = 0)
            order by y.is_test, lower(y.name) = any($3) desc, length(y.qualified), f.path, y.line limit $4
            """);
        command.Parameters.Add(new() { Value = viewId });
        command.Parameters.Add(new() { Value = generation });
        command.Parameters.Add(new() { Value = words });
        command.Parameters.Add(new() { Value = limit });
        return await ReadAsync(command, reader => new WikiHit(
            "symbol", reader.GetString(0), null, null, reader.GetString(1), reader.GetInt32(2), reader.GetString(1), Closeness(reader.GetString(0), words)),
            cancellationToken);
    }

    /// <summary>Files whose paths hold every word; names first.</summary>
    /// <param name="viewId">View of the index.</param>
    /// <param name="generation">Generation of that view.</param>
    /// <param name="words">Words in lower case.</param>
    /// <param name="limit">Most files.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public async Task<IReadOnlyList<WikiHit>> FindFilesAsync(int viewId, int generation, string[] words, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select f.path from files f
            where f.view_id = $1 and f.first_generation <= $2 and (f.end_generation is null or f.end_generation > $2)
                and not exists (select 1 from unnest($3) word where strpos(lower(f.path), word) = 0)
            order by exists (select 1 from unnest($3) word where strpos(lower(substring(f.path from '[^/]*$')), word) > 0) desc, length(f.path), f.path limit $4
            """);
        command.Parameters.Add(new() { Value = viewId });
        command.Parameters.Add(new() { Value = generation });
        command.Parameters.Add(new() { Value = words });
        command.Parameters.Add(new() { Value = limit });
        return await ReadAsync(command, reader =>
        {
            var path = reader.GetString(0);
            var name = path[(path.LastIndexOf('/') + 1)..];
            return new WikiHit("file", name, null, null, path, null, "", Closeness(name, words));
        }, cancellationToken);
    }

    // The part of the name that was asked for.
    private static double Closeness(string name, string[] words) => Math.Min(1, words.Sum(word => word.Length) / (double)Math.Max(1, name.Length));

    private static async Task<IReadOnlyList<WikiHit>> ReadAsync(
        NpgsqlCommand command, Func<NpgsqlDataReader, WikiHit> read, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var hits = new List<WikiHit>();
        while (await reader.ReadAsync(cancellationToken))
        {
            hits.Add(read(reader));
        }

        return hits;
    }
}
