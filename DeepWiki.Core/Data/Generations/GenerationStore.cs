using System.Text.Json;
using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using Npgsql;
using NpgsqlTypes;

namespace DeepWiki.Core.Data.Generations;

/// <summary>Generations of wikis: planned by a job, filled page by page, published in one transaction.</summary>
public sealed class GenerationStore(NpgsqlDataSource dataSource)
{
    // A generation whose job ended otherwise ended with it.
    private const string Columns =
        """
        g.generation_id, g.wiki_id, g.generation,
        case when g.state <> 'running' or j.state in ('queued', 'running') then g.state when j.state = 'cancelled' then 'cancelled' else 'failed' end,
        encode(g.commit, 'hex'), g.series_id, g.view_id, g.index_generation, g.language, g.title, g.description, g.sections::text, g.notes::text,
        g.warnings::text, g.provider, g.model, g.base_generation, g.is_preview, g.max_cost, g.job_id, g.input_tokens, g.output_tokens, g.cost, g.started_at,
        g.finished_at
        from wiki_generations g left join jobs j using (job_id)
        """;

    /// <summary>Stores a plan as the next generation of the wiki: from now on its pages can be claimed.</summary>
    /// <param name="job">The job.</param>
    /// <param name="plan">Outline and commit.</param>
    /// <param name="pages">Pages in reading order.</param>
    /// <param name="redirects">Slugs that no page has any more, each with the one it leads to.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    /// <exception cref="LeaseLostException">Another worker holds the job.</exception>
    public async Task<WikiGeneration> AddAsync(
        JobLease job, GenerationPlan plan, IReadOnlyList<PlannedPage> pages, IReadOnlyDictionary<string, string> redirects,
        CancellationToken cancellationToken)
    {
        var wikiId = job.Wiki!.WikiId; // Only jobs of wikis have generations.
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await JobLeases.FenceAsync(connection, job, cancellationToken);
        var id = await InsertAsync(connection, job, wikiId, plan, cancellationToken);
        await InsertPagesAsync(connection, wikiId, id, pages, cancellationToken);
        if (!plan.IsPreview)
        {
            await RedirectAsync(connection, wikiId, pages, redirects, cancellationToken);
        }

        await AnnounceAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await FindAsync("g.generation_id = $1", id, cancellationToken)
            ?? throw new DeepWikiException(ErrorCode.NotFound, "The wiki was deleted.");
    }

    /// <summary>The generation that a job has planned; null when it has planned none so far.</summary>
    public Task<WikiGeneration?> FindOfJobAsync(long jobId, CancellationToken cancellationToken) => FindAsync("g.job_id = $1", jobId, cancellationToken);

    /// <summary>A generation by its key; null when it is gone.</summary>
    public Task<WikiGeneration?> FindByIdAsync(int generationId, CancellationToken cancellationToken) =>
        FindAsync("g.generation_id = $1", generationId, cancellationToken);

    /// <summary>A generation by its number; null when there is none or it is kept no more.</summary>
    public async Task<WikiGeneration?> FindAsync(int wikiId, int number, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} where g.wiki_id = $1 and g.generation = $2");
        command.Parameters.Add(new() { Value = wikiId });
        command.Parameters.Add(new() { Value = number });
        return await ReadAsync(command, cancellationToken) is [var only] ? only : null;
    }

    /// <summary>The generations that are kept, newest first, previews apart.</summary>
    public async Task<IReadOnlyList<WikiGeneration>> ListAsync(int wikiId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} where g.wiki_id = $1 and not g.is_preview order by g.generation desc");
        command.Parameters.Add(new() { Value = wikiId });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Files of a generation's commit; none when the generation is gone.</summary>
    public async Task<FileFingerprints> ReadFilesAsync(int generationId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select files from wiki_generations where generation_id = $1");
        command.Parameters.Add(new() { Value = generationId });
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] files ? new FileFingerprints(files) : FileFingerprints.None;
    }

    /// <summary>The pages of a generation in reading order.</summary>
    public async Task<IReadOnlyList<GenerationPage>> ReadPagesAsync(int generationId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select p.page_id, w.slug, p.title, p.purpose, p.importance, p.files,
                array(select r.slug from unnest(p.related) with ordinality related(id, n) join wiki_pages r on r.page_id = related.id order by related.n),
                p.reason, p.version_id, p.note, p.state, p.is_stale, p.error_code, p.error_message, p.updated_at
            from generation_pages p join wiki_pages w using (page_id)
            where p.generation_id = $1 order by p.position
            """);
        command.Parameters.Add(new() { Value = generationId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var pages = new List<GenerationPage>();
        while (await reader.ReadAsync(cancellationToken))
        {
            pages.Add(ReadPage(reader));
        }

        return pages;
    }

    /// <summary>Gives a generation that ended before its time to another job: what failed or was not written is to be written.</summary>
    /// <exception cref="LeaseLostException">Another worker holds the job.</exception>
    public async Task<WikiGeneration?> ResumeAsync(JobLease job, int number, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await JobLeases.FenceAsync(connection, job, cancellationToken);
        await using (var command = new NpgsqlCommand(
            """
            with again as (
                update wiki_generations set state = 'running', job_id = $3, finished_at = null, max_cost = $4
                where wiki_id = $1 and generation = $2 returning generation_id)
            update generation_pages p set state = 'planned', error_code = null, error_message = null, attempt = 0, is_stale = false,
                not_before = clock_timestamp()
            from again where p.generation_id = again.generation_id and (p.state <> 'ready' or p.is_stale)
            """,
            connection))
        {
            command.Parameters.Add(new() { Value = job.Wiki!.WikiId }); // Only jobs of wikis have generations.
            command.Parameters.Add(new() { Value = number });
            command.Parameters.Add(new() { Value = job.JobId });
            command.Parameters.Add(PageVersionRows.Optional(job.Wiki.MaxCost));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await AnnounceAsync(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await FindOfJobAsync(job.JobId, cancellationToken);
    }

    /// <summary>
    /// Ends a generation and moves readers to it, unless it is a preview, older than the one they see, or has no page to show.
    /// </summary>
    /// <returns>The state it ended in.</returns>
    /// <exception cref="LeaseLostException">Another worker holds the job.</exception>
    public async Task<GenerationState> PublishAsync(JobLease job, int generationId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await JobLeases.FenceAsync(connection, job, cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            with ended as (
                update wiki_generations g set finished_at = clock_timestamp(), state = case
                    when not exists (select 1 from generation_pages p where p.generation_id = g.generation_id and p.version_id is not null) then 'failed'
                    when exists (select 1 from generation_pages p where p.generation_id = g.generation_id and (p.state <> 'ready' or p.is_stale))
                    then 'partial' else 'ready' end
                where generation_id = $1 returning wiki_id, generation, title, description, state, is_preview),
            shown as (
                update wikis w set active_generation = e.generation, title = e.title, description = e.description, updated_at = clock_timestamp()
                from ended e
                where w.wiki_id = e.wiki_id and not e.is_preview and (e.state <> 'failed' or w.active_generation is null)
                    and e.generation >= coalesce(w.active_generation, 0))
            select state from ended
            """,
            connection);
        command.Parameters.Add(new() { Value = generationId });
        var state = await command.ExecuteScalarAsync(cancellationToken) as string ?? throw new DeepWikiException(ErrorCode.NotFound, "The wiki was deleted.");
        await transaction.CommitAsync(cancellationToken);
        return Enum.Parse<GenerationState>(state, ignoreCase: true);
    }

    /// <summary>Deletes generations of all wikis beyond a number or an age, the active one never, and the page versions that nothing shows any more.</summary>
    /// <returns>Number of generations deleted.</returns>
    public async Task<int> PruneAsync(int most, int days, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            with ranked as (
                select g.generation_id, row_number() over (partition by g.wiki_id, g.is_preview order by g.generation desc) as age
                from wiki_generations g join wikis w using (wiki_id)
                where g.generation is distinct from w.active_generation
                    and not exists (select 1 from jobs j where j.job_id = g.job_id and j.state in ('queued', 'running')))
            delete from wiki_generations g using ranked r
            where r.generation_id = g.generation_id
                and (r.age > $1 or coalesce(g.finished_at, g.started_at) < clock_timestamp() - make_interval(days => $2)
                    or (g.is_preview and coalesce(g.finished_at, g.started_at) < now() - interval '7 days'))
            """);
        command.Parameters.Add(new() { Value = most });
        command.Parameters.Add(new() { Value = days });
        var pruned = await command.ExecuteNonQueryAsync(cancellationToken);
        await using var orphans = dataSource.CreateCommand(
            "delete from page_versions v where not exists (select 1 from generation_pages p where p.version_id = v.version_id)");
        await orphans.ExecuteNonQueryAsync(cancellationToken);
        return pruned;
    }

    private static async Task<int> InsertAsync(
        NpgsqlConnection connection, JobLease job, int wikiId, GenerationPlan plan, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            with next as (update wikis set last_generation = last_generation + 1 where wiki_id = $1 returning last_generation)
            insert into wiki_generations (wiki_id, generation, base_generation, is_preview, commit, series_id, view_id, index_generation, language, title,
                description, sections, notes, warnings, provider, model, state, job_id, trace_id, max_cost, files)
            select $1, last_generation, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'running', $16, $17, $18, $19 from next
            returning generation_id
            """,
            connection);
        command.Parameters.Add(new() { Value = wikiId });
        command.Parameters.Add(new() { Value = (object?)plan.BaseGeneration ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = plan.IsPreview });
        command.Parameters.Add(new() { Value = plan.Commit });
        command.Parameters.Add(new() { Value = plan.SeriesId });
        command.Parameters.Add(new() { Value = plan.ViewId });
        command.Parameters.Add(new() { Value = plan.IndexGeneration });
        command.Parameters.Add(new() { Value = plan.Language });
        command.Parameters.Add(new() { Value = plan.Title });
        command.Parameters.Add(new() { Value = plan.Description });
        command.Parameters.Add(Json(JsonSerializer.Serialize(plan.Sections, GenerationsJsonContext.Default.IReadOnlyListWikiSection)));
        command.Parameters.Add(Json(JsonSerializer.Serialize(plan.Notes, GenerationsJsonContext.Default.IReadOnlyListString)));
        command.Parameters.Add(Json(JsonSerializer.Serialize(plan.Warnings, GenerationsJsonContext.Default.IReadOnlyListString)));
        command.Parameters.Add(new() { Value = plan.Provider });
        command.Parameters.Add(new() { Value = plan.Model });
        command.Parameters.Add(new() { Value = job.JobId });
        command.Parameters.Add(
            new() { Value = (object?)System.Diagnostics.Activity.Current?.TraceId.ToHexString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)plan.MaxCost ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double });
        command.Parameters.Add(new() { Value = plan.Files.ToArray() });
        return await command.ExecuteScalarAsync(cancellationToken) as int? ?? throw new DeepWikiException(ErrorCode.NotFound, "The wiki was deleted.");
    }

    // Whoever writes pages waits for jobs and for pages alike.
    private static async Task AnnounceAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_notify($1, '')", connection);
        command.Parameters.Add(new() { Value = JobQueue.QueuedChannel });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task InsertPagesAsync(
        NpgsqlConnection connection, int wikiId, int generationId, IReadOnlyList<PlannedPage> pages, CancellationToken cancellationToken)
    {
        await using (var slugs = new NpgsqlCommand(
            "insert into wiki_pages (wiki_id, slug) select $1, unnest($2::text[]) on conflict (wiki_id, slug) do nothing", connection))
        {
            slugs.Parameters.Add(new() { Value = wikiId });
            slugs.Parameters.Add(new() { Value = pages.Select(page => page.Slug).ToArray() });
            await slugs.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var batch = new NpgsqlBatch(connection);
        foreach (var (position, page) in pages.Index())
        {
            batch.BatchCommands.Add(InsertPage(wikiId, generationId, position, page));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Lets slugs that no page has any more lead to others; one that has a page again leads nowhere.</summary>
    private static async Task RedirectAsync(
        NpgsqlConnection connection, int wikiId, IReadOnlyList<PlannedPage> pages, IReadOnlyDictionary<string, string> redirects,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            update wiki_pages p set successor = case when p.slug = any($2) then null else r.successor end
            from (select unnest($2::text[]) as slug, null::text as successor union all select * from unnest($3::text[], $4::text[])) r
            where p.wiki_id = $1 and p.slug = r.slug and p.successor is distinct from r.successor
            """,
            connection);
        command.Parameters.Add(new() { Value = wikiId });
        command.Parameters.Add(new() { Value = pages.Select(page => page.Slug).ToArray() });
        command.Parameters.Add(new() { Value = redirects.Keys.ToArray() });
        command.Parameters.Add(new() { Value = redirects.Values.ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand InsertPage(int wikiId, int generationId, int position, PlannedPage page)
    {
        var command = new NpgsqlBatchCommand(
            """
            insert into generation_pages (generation_id, page_id, position, title, purpose, importance, files, related, note, state, version_id, reason)
            select $2, p.page_id, $3, $4, $5, $6, $7,
                array(select r.page_id from unnest($8::text[]) with ordinality named(slug, n) join wiki_pages r on r.wiki_id = $1 and r.slug = named.slug
                    order by named.n),
                $9, $10, $11, $12
            from wiki_pages p where p.wiki_id = $1 and p.slug = $13
            """);
        command.Parameters.Add(new() { Value = wikiId });
        command.Parameters.Add(new() { Value = generationId });
        command.Parameters.Add(new() { Value = position });
        command.Parameters.Add(new() { Value = page.Title });
        command.Parameters.Add(new() { Value = page.Purpose });
        command.Parameters.Add(new() { Value = (short)page.Importance });
        command.Parameters.Add(new() { Value = page.Files.ToArray() });
        command.Parameters.Add(new() { Value = page.Related.ToArray() });
        command.Parameters.Add(new() { Value = (object?)page.Note ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = page.IsToWrite ? "planned" : "ready" });
        command.Parameters.Add(new() { Value = (object?)page.VersionId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = PageReasons.Name(page.Reason) });
        command.Parameters.Add(new() { Value = page.Slug });
        return command;
    }

    private async Task<WikiGeneration?> FindAsync(string condition, long key, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select {Columns} where {condition} order by g.generation desc limit 1");
        command.Parameters.Add(new() { Value = key });
        return await ReadAsync(command, cancellationToken) is [var only] ? only : null;
    }

    private static async Task<IReadOnlyList<WikiGeneration>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var generations = new List<WikiGeneration>();
        while (await reader.ReadAsync(cancellationToken))
        {
            generations.Add(GenerationRows.Read(reader));
        }

        return generations;
    }

    private static GenerationPage ReadPage(NpgsqlDataReader reader) => new(
        reader.GetInt32(0),
        new PlannedPage(
            reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt16(4), reader.GetFieldValue<string[]>(5),
            reader.GetFieldValue<string[]>(6))
        {
            Reason = PageReasons.Parse(reader.GetString(7)),
            VersionId = reader.IsDBNull(8) ? null : reader.GetInt64(8),
            Note = reader.IsDBNull(9) ? null : reader.GetString(9),
        },
        Enum.Parse<PageState>(reader.GetString(10), ignoreCase: true),
        reader.GetBoolean(11),
        reader.IsDBNull(12) ? null : new DeepWikiException(Enum.Parse<ErrorCode>(reader.GetString(12)), reader.GetString(13)),
        reader.GetFieldValue<DateTimeOffset>(14));

    private static NpgsqlParameter Json(string json) => new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb };
}
