using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using Npgsql;

namespace DeepWiki.Core.Data.Generations;

/// <summary>
/// Pages as tasks: every worker claims the next page of whatever wiki is being written, so that several of them fill one wiki and a killed one loses
/// no more than the page it was at. All times are the database's own.
/// </summary>
public sealed class PageTaskStore(NpgsqlDataSource dataSource)
{
    /// <summary>A page that took its workers down this often is given up.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Takes the page to write next: the first one of a wiki, then by importance; null when there is none.</summary>
    public async Task<PageClaim?> ClaimAsync(string worker, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            update generation_pages p set state = 'writing', worker = $1, epoch = p.epoch + 1, attempt = p.attempt + 1, updated_at = clock_timestamp(),
                lease_until = clock_timestamp() + $2
            from (
                select t.generation_id, t.page_id, j.trace_parent from generation_pages t
                join wiki_generations g using (generation_id)
                join jobs j on j.job_id = g.job_id and j.state = 'running'
                where t.state in ('planned', 'writing')
                    and ((t.state = 'planned' and t.not_before <= clock_timestamp()) or (t.state = 'writing' and t.lease_until < clock_timestamp()))
                order by t.position = 0 desc, t.importance desc, t.generation_id, t.position limit 1 for update of t skip locked) next
            where p.generation_id = next.generation_id and p.page_id = next.page_id
            returning p.generation_id, p.page_id, p.epoch, p.attempt, next.trace_parent
            """);
        command.Parameters.Add(new() { Value = worker });
        command.Parameters.Add(new() { Value = lease });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new PageClaim(
                reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.IsDBNull(4) ? null : reader.GetString(4))
            : null;
    }

    /// <summary>Gives back the pages that this worker was at before a restart.</summary>
    public async Task ReleaseAllAsync(string worker, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "update generation_pages set state = 'planned', worker = null, lease_until = null where state = 'writing' and worker = $1");
        command.Parameters.Add(new() { Value = worker });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Prolongs the lease; false means that it is lost or the job has ended.</summary>
    public async Task<bool> HeartbeatAsync(PageClaim task, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = Guarded(
            "update generation_pages p set lease_until = clock_timestamp() + $4",
            task,
            """
             and exists (select 1 from wiki_generations g join jobs j using (job_id) where g.generation_id = p.generation_id and j.state = 'running')
            """);
        command.Parameters.Add(new() { Value = lease });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Stores what the page says and makes it readable. False when another worker has the page by now; nothing is stored then.</summary>
    /// <param name="task">The claim.</param>
    /// <param name="plan">Plan of the generation: commit and writer.</param>
    /// <param name="content">Content of the page.</param>
    /// <param name="reason">Reason of this version; null leaves the planned one.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public async Task<bool> CompleteAsync(
        PageClaim task, GenerationPlan plan, PageContent content, PageReason? reason, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var hold = Guard(
            new NpgsqlCommand("select 1 from generation_pages p", connection), task, " for update"))
        {
            if (await hold.ExecuteScalarAsync(cancellationToken) is null)
            {
                return false;
            }
        }

        var version = await PageVersionRows.InsertAsync(
            connection, task.PageId, new PageOrigin(plan.Commit, plan.Provider, plan.Model), content, cancellationToken);
        await EndAsync(connection, task, version, reason, content, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Ends the page with the version it had before: writing it again would say the same.</summary>
    public async Task<bool> KeepAsync(PageClaim task, CancellationToken cancellationToken)
    {
        await using var command = Guarded(
            "update generation_pages p set state = 'ready', reason = 'unchanged', lease_until = null, updated_at = clock_timestamp()", task, "");
        return await NotifyAsync(command, task, cancellationToken);
    }

    /// <summary>Ends the page with an error. One that has a version goes on showing it, and says that it is stale.</summary>
    public async Task<bool> FailAsync(PageClaim task, DeepWikiException error, CancellationToken cancellationToken)
    {
        await using var command = Guarded(
            """
            update generation_pages p set state = case when version_id is null then 'failed' else 'ready' end, is_stale = version_id is not null,
                error_code = $4, error_message = $5, lease_until = null, updated_at = clock_timestamp()
            """,
            task,
            "");
        command.Parameters.Add(new() { Value = error.Code.ToString() });
        command.Parameters.Add(new() { Value = error.Message });
        return await NotifyAsync(command, task, cancellationToken);
    }

    /// <summary>Puts the page back for another try after a delay; the attempt counts only when <paramref name="countAttempt"/> says so.</summary>
    public async Task ReleaseAsync(PageClaim task, TimeSpan delay, bool countAttempt, CancellationToken cancellationToken)
    {
        await using var command = Guarded(
            """
            update generation_pages p set state = 'planned', worker = null, lease_until = null, not_before = clock_timestamp() + $4,
                attempt = attempt - case when $5 then 0 else 1 end
            """,
            task,
            "");
        command.Parameters.Add(new() { Value = delay });
        command.Parameters.Add(new() { Value = countAttempt });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Counts the pages of a generation: all, and those that are ready or failed.</summary>
    public async Task<(int Total, int Ready, int Failed)> CountAsync(int generationId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select count(*)::int, (count(*) filter (where state = 'ready'))::int, (count(*) filter (where state = 'failed'))::int
            from generation_pages where generation_id = $1
            """);
        command.Parameters.Add(new() { Value = generationId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2));
    }

    private static async Task EndAsync(
        NpgsqlConnection connection, PageClaim task, long version, PageReason? reason, PageContent content, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            with page as (
                update generation_pages set state = 'ready', version_id = $3, reason = coalesce($4, reason), is_stale = false, error_code = null,
                    error_message = null, lease_until = null, updated_at = clock_timestamp()
                where generation_id = $1 and page_id = $2),
            spent as (
                update wiki_generations set input_tokens = input_tokens + coalesce($5, 0), output_tokens = output_tokens + coalesce($6, 0),
                    cost = case when $7::double precision is null then cost else coalesce(cost, 0) + $7 end
                where generation_id = $1)
            select pg_notify('{JobSignals.PageEndedChannel}', $1::text)
            """,
            connection);
        command.Parameters.Add(new() { Value = task.GenerationId });
        command.Parameters.Add(new() { Value = task.PageId });
        command.Parameters.Add(new() { Value = version });
        command.Parameters.Add(PageVersionRows.Optional(reason is { } given ? PageReasons.Name(given) : null));
        command.Parameters.Add(PageVersionRows.Optional(content.InputTokens));
        command.Parameters.Add(PageVersionRows.Optional(content.OutputTokens));
        command.Parameters.Add(PageVersionRows.Optional(content.Cost));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<bool> NotifyAsync(NpgsqlCommand command, PageClaim task, CancellationToken cancellationToken)
    {
        if (await command.ExecuteNonQueryAsync(cancellationToken) != 1)
        {
            return false;
        }

        await using var notify = dataSource.CreateCommand("select pg_notify($1, $2)");
        notify.Parameters.Add(new() { Value = JobSignals.PageEndedChannel });
        notify.Parameters.Add(new() { Value = task.GenerationId.ToString() });
        await notify.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }

    private NpgsqlCommand Guarded(string update, PageClaim task, string more) => Guard(dataSource.CreateCommand(update), task, more);

    private static NpgsqlCommand Guard(NpgsqlCommand command, PageClaim task, string more)
    {
        command.CommandText += " where p.generation_id = $1 and p.page_id = $2 and p.epoch = $3 and p.state = 'writing'" + more;
        command.Parameters.Add(new() { Value = task.GenerationId });
        command.Parameters.Add(new() { Value = task.PageId });
        command.Parameters.Add(new() { Value = task.Epoch });
        return command;
    }
}
