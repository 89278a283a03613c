using DeepWiki.Core.Data.Postgres;

namespace DeepWiki.Tests.Core.Data.Postgres;

[Trait("Category", "Unit")]
public sealed class StatementNameTests
{
    [Theory]
    [InlineData("select chunk_id, content from chunks where series_id = $1", "SELECT chunks")]
    [InlineData("select count(*) from jobs where note is distinct from 'from elsewhere'", "SELECT jobs")]
    [InlineData("select t.df from unnest($2) as f (field) cross join lateral (select df from term_statistics) t", "SELECT term_statistics")]
    [InlineData("select distance from (select distance from embeddings) nearest", "SELECT embeddings")]
    [InlineData("select exists (select from repositories r where r.host = $1)", "SELECT repositories")]
    [InlineData("select pg_advisory_lock(7234)", "SELECT pg_advisory_lock")]
    [InlineData("select nextval('chunk_ids')", "SELECT nextval")]
    [InlineData("SELECT 1", "SELECT")]
    [InlineData("select 1 from index_series where series_id = $1 for no key update", "SELECT index_series")]
    [InlineData("with nearest as materialized (select path from path_words) select n.path from nearest n", "SELECT path_words")]
    [InlineData("with mine as (select job_id from jobs for update) select job_id from mine", "SELECT jobs")]
    [InlineData(
        "with added as (insert into jobs (kind) values ($1) on conflict do nothing returning job_id) select pg_notify('x', 'y') from added",
        "INSERT jobs")]
    [InlineData(
        "with old as (delete from term_deltas where series_id = $1 returning slots) insert into term_statistics select slots from old",
        "DELETE term_deltas")]
    [InlineData("insert into index_views (series_id) values ($1) on conflict (series_id) do update set ref = excluded.ref", "INSERT index_views")]
    [InlineData("update jobs set state = 'running' where job_id = (select job_id from jobs for update skip locked limit 1)", "UPDATE jobs")]
    [InlineData("delete from symbols where series_id = $1", "DELETE symbols")]
    [InlineData("copy lexical (series_id, terms) from stdin (format binary)", "COPY lexical")]
    [InlineData("create index concurrently embeddings_42_hnsw on embeddings using hnsw (embedding)", "CREATE INDEX embeddings")]
    [InlineData("drop index concurrently if exists embeddings_42_hnsw", "DROP INDEX")]
    [InlineData("-- insert into jobs\ncreate table if not exists schema_migrations (version int)", "CREATE TABLE schema_migrations")]
    [InlineData("set local work_mem = '64MB'", "SET")]
    [InlineData("listen deepwiki_job_queued; listen deepwiki_job_ended", "LISTEN")]
    [InlineData("analyze embeddings", "ANALYZE embeddings")]
    [InlineData("select 'from a value that does not end", "SELECT")]
    [InlineData("with", "SELECT")]
    [InlineData("insert", "INSERT")]
    [InlineData("", "SQL")]
    public void A_statement_is_called_by_what_it_does_to_which_table(string sql, string name)
    {
        Assert.Equal(name, StatementName.Parse(sql).ToString());
    }
}
