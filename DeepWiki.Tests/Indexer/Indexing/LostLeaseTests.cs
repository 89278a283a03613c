using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Hosting;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Indexer.Indexing;

[Trait("Category", "Integration")]
public sealed class LostLeaseTests(IndexingStack stack) : IClassFixture<IndexingStack>
{
    [Fact]
    public async Task A_job_lost_at_its_very_end_is_not_called_done_by_the_one_who_lost_it()
    {
        stack.Provider.Embeddings = new ScriptedEmbeddings();
        SampleClasses.AddTo(stack.Serve("lost/late"), 3).Commit();
        var repository = await stack.AddAsync("lost/late");

        // The first activation takes the lease away in the transaction that still holds it.
        await stack.Database.ExecuteAsync(
            """
            create function take_lease() returns trigger language plpgsql as $$
            begin
                update jobs set epoch = epoch + 1 where repository_id = (select repository_id from index_series where series_id = new.series_id) and epoch = 1;
                return new;
            end $$;
            create trigger take_lease after update of active_generation on index_views for each row execute function take_lease();
            """);
        var log = new LogRecorder();
        await using var indexer = await stack.StartProgramAsync(
            log, ("Indexing:LeaseDuration", "00:00:08"), ("Logging:LogLevel:Default", "Warning"), ("Logging:LogLevel:DeepWiki.Indexer.Jobs", "Information"));

        var job = await stack.EnqueueAsync(repository);
        await stack.SucceedAsync(job);

        await indexer.DisposeAsync();
        Assert.Single(log.Entries, entry => entry.Text.Contains($"Job {job} lost its lease to another worker", StringComparison.Ordinal));
        Assert.Single(log.Entries, entry => entry.Text.Contains($"Job {job} indexed 3 files", StringComparison.Ordinal));
    }
}
