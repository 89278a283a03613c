using DeepWiki.Benchmarks.Corpus;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Indexer.Jobs;

namespace DeepWiki.Benchmarks.Speed;

/// <summary>A real Indexer, as a process of its own, on the database of a host.</summary>
internal sealed class IndexerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly ServiceProcess process;
    private readonly IndexHost host;

    private IndexerProcess(ServiceProcess process, IndexHost host) => (this.process, this.host) = (process, host);

    public static async Task<IndexerProcess> StartAsync(BenchRun run, BenchRepository repository, IndexHost host, CancellationToken cancellationToken)
    {
        var started = ServiceProcess.Start(
            typeof(JobWorker).Assembly,
            [
                ("ConnectionStrings:wikidb", host.ConnectionString),
                ("ConnectionStrings:redis", run.Redis),
                ("Repositories:LocalRoots:0", repository.Root),
                ("DEEPWIKI_EMBEDDER_TYPE", "local"),
                ("Indexing:WorkRoot", Path.Combine(repository.Root, "work")),
            ]);
        var indexer = new IndexerProcess(started, host);
        try
        {
            await indexer.WaitForListenerAsync(cancellationToken);
            return indexer;
        }
        catch
        {
            await indexer.DisposeAsync();
            throw;
        }
    }

    /// <summary>Queues the job of a repository and returns when it has succeeded.</summary>
    public async Task IndexAsync(string folder, CancellationToken cancellationToken)
    {
        var job = await host.QueueFolderAsync(folder, cancellationToken);
        while (true)
        {
            var status = await host.Get<JobQueue>().FindAsync(job, cancellationToken);
            if (status?.State == JobState.Succeeded)
            {
                return;
            }

            if (status is null or { HasEnded: true })
            {
                throw status?.Error ?? (Exception)new InvalidOperationException("The job ended without success.");
            }

            ThrowIfGone();
            await Task.Delay(Poll, cancellationToken);
        }
    }

    public long PeakMemory() => process.PeakMemory();

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private void ThrowIfGone()
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException("The Indexer ended by itself. Is git installed?");
        }
    }

    // It is ready when it listens for jobs.
    private async Task WaitForListenerAsync(CancellationToken cancellationToken)
    {
        const string Listeners = "select count(*) from pg_stat_activity where datname = current_database() and query ilike 'listen%'";
        while (await host.CountAsync(Listeners, cancellationToken) == 0)
        {
            ThrowIfGone();
            await Task.Delay(Poll, cancellationToken);
        }
    }
}
