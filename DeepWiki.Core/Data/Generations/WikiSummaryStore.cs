using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Errors;
using Npgsql;

namespace DeepWiki.Core.Data.Generations;

/// <summary>Reads wikis with all that a list shows of them.</summary>
public sealed class WikiSummaryStore(NpgsqlDataSource dataSource, RepositoryStore repositories, GenerationStore generations)
{
    /// <summary>The wikis with what is shown of them, in the order given; those deleted meanwhile are left out.</summary>
    public async Task<IReadOnlyList<WikiSummary>> ReadAsync(IReadOnlyList<StoredWiki> wikis, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select w.wiki_id, g.generation, c.total, c.ready, c.failed, j.job_id, j.kind, j.state, j.error_code, j.error_message
            from wikis w
            left join lateral (
                select generation, generation_id from wiki_generations g
                where g.wiki_id = w.wiki_id and not g.is_preview and (w.active_generation is null or g.generation = w.active_generation)
                order by g.generation desc limit 1) g on true
            left join lateral (
                select count(*)::int as total, (count(*) filter (where p.state = 'ready'))::int as ready,
                    (count(*) filter (where p.state = 'failed'))::int as failed
                from generation_pages p where p.generation_id = g.generation_id) c on true
            left join lateral (
                select job_id, kind, state, error_code, error_message from jobs j where j.wiki_id = w.wiki_id and j.kind <> 'preview'
                order by job_id desc limit 1) j on true
            where w.wiki_id = any($1)
            """);
        command.Parameters.Add(new() { Value = wikis.Select(wiki => wiki.Id).ToArray() });
        var rows = new Dictionary<int, Row>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                rows[reader.GetInt32(0)] = Read(reader);
            }
        }

        var summaries = new List<WikiSummary>();
        foreach (var wiki in wikis)
        {
            if (rows.TryGetValue(wiki.Id, out var row) && await repositories.FindAsync(wiki.Identity.RepositoryId, cancellationToken) is { } repository)
            {
                var generation = row.Generation is { } number ? await generations.FindAsync(wiki.Id, number, cancellationToken) : null;
                summaries.Add(new WikiSummary(
                    wiki, repository, generation, row.Total, row.Ready, row.Failed, row.Job, row.Kind, row.State, row.Error));
            }
        }

        return summaries;
    }

    private static Row Read(NpgsqlDataReader reader) => new(
        reader.IsDBNull(1) ? null : reader.GetInt32(1),
        reader.GetInt32(2),
        reader.GetInt32(3),
        reader.GetInt32(4),
        reader.IsDBNull(5) ? null : reader.GetInt64(5),
        reader.IsDBNull(6) ? null : Enum.Parse<JobKind>(reader.GetString(6), ignoreCase: true),
        reader.IsDBNull(7) ? null : Enum.Parse<JobState>(reader.GetString(7), ignoreCase: true),
        reader.IsDBNull(8) ? null : new DeepWikiException(Enum.Parse<ErrorCode>(reader.GetString(8)), reader.GetString(9)));

    private sealed record Row(
        int? Generation, int Total, int Ready, int Failed, long? Job, JobKind? Kind, JobState? State, DeepWikiException? Error);
}
