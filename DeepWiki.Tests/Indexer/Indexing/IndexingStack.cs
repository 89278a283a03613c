using System.Text.Json;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Secrets;
using DeepWiki.Indexer.Jobs;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Hosting;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace DeepWiki.Tests.Indexer.Indexing;

/// <summary>Real services an Indexer needs: PostgreSQL with a database of its own, Redis, a Git host and a provider of embeddings that counts.</summary>
public sealed class IndexingStack(StoresFixture stores) : IAsyncLifetime
{
    internal const string LocalProfile = "local/hash-v1-512";

    private const string Profile = "openai/text-embedding-3-small-v1-256";

    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("deepwiki-indexing-");
    private JobSignals? signals;
    private IReadOnlyList<(string Name, string Value)> settings = [];
    private string redis = "";
    private int workRoots;

    internal TestDatabase Database { get; } = new(stores);

    internal GitHttpServer Git { get; private set; } = null!; // Set before any test runs.

    internal ScriptedProvider Provider { get; private set; } = null!; // Set before any test runs.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Git = await GitHttpServer.StartAsync(Directory.CreateDirectory(Path.Combine(folder.FullName, "served")).FullName, Token);
        Provider = await ScriptedProvider.StartAsync(Token);
        signals = new JobSignals(Database.DataSource, TimeProvider.System, NullLogger<JobSignals>.Instance);
        await signals.StartAsync(Token);
        redis = await stores.RedisAsync();
        settings =
        [
            ("ConnectionStrings:wikidb", Database.ConnectionString),
            ("ConnectionStrings:redis", redis),
            ("Repositories:AllowedHosts:0", Git.Authority),
            ("Repositories:LocalRoots:0", folder.FullName),
            ("DEEPWIKI_EMBEDDER_TYPE", "openai"),
            ("OPENAI_API_KEY", ScriptedProvider.Key),
            ("OPENAI_BASE_URL", Provider.BaseAddress.ToString()),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (signals is not null)
        {
            await signals.StopAsync(CancellationToken.None);
            signals.Dispose();
        }

        await Git.DisposeAsync();
        await Provider.DisposeAsync();
        await Database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>An Indexer in this process.</summary>
    internal Task<ServiceProgram> StartProgramAsync(params IEnumerable<(string Name, string Value)> own) => StartProgramAsync(new LogRecorder(), own);

    /// <summary>The same, with a log that the test reads.</summary>
    internal Task<ServiceProgram> StartProgramAsync(LogRecorder log, params IEnumerable<(string Name, string Value)> own) => ServiceProgram.StartAsync(
        typeof(JobWorker).Assembly, [.. settings, ("Indexing:WorkRoot", NewWorkRoot()), .. own], log.AddTo, Token);

    /// <summary>An Indexer in a process of its own.</summary>
    internal ServiceProcess StartProcess(string workRoot, params IEnumerable<(string Name, string Value)> own) =>
        ServiceProcess.Start(typeof(JobWorker).Assembly, [.. settings, ("Indexing:WorkRoot", workRoot), .. own]);

    internal string NewWorkRoot() => Path.Combine(folder.FullName, $"work-{Interlocked.Increment(ref workRoots)}");

    /// <summary>An empty repository that the host serves.</summary>
    internal RepositoryBuilder Serve(string name) => Git.Serve(name);

    internal async Task<StoredRepository> AddAsync(string name)
    {
        var address = RepositoryAddress.Parse(Git.UrlOf(name), RepositoryKind.GitHub);
        return await new RepositoryStore(Database.DataSource).GetOrAddAsync(RepositoryKind.GitHub, Git.Authority, name, address.ToString(), Token);
    }

    internal async Task<long> EnqueueAsync(
        StoredRepository repository, string profile = Profile, string? reference = null, params IReadOnlyList<string> excludedDirs)
    {
        var wanted = new IndexJobSettings(profile, excludedDirs, [], [], []) { Ref = reference };
        return (await new JobQueue(Database.DataSource).EnqueueAsync(repository.Id, wanted, JobOrigin.Own, Token)).JobId;
    }

    /// <summary>Queues the job of a private repository and leaves the token for its worker.</summary>
    internal async Task<long> EnqueueAsync(StoredRepository repository, Secret token)
    {
        var wanted = new IndexJobSettings(Profile, [], [], [], []);
        var key = await new EncryptionKeyStore(Database.DataSource).ReadAsync(Token);
        // As in a service the connection is there before the job: a worker waits for the token a few seconds only.
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        var handOver = new SealedCredentialStore(new RedisStore(connection, TimeProvider.System, NullLogger<RedisStore>.Instance));
        var job = (await new JobQueue(Database.DataSource).EnqueueAsync(repository.Id, wanted, new JobOrigin(true, null), Token)).JobId;
        await handOver.LeaveAsync(job, token, key, Token);
        return job;
    }

    /// <summary>Queues a job and waits for its end.</summary>
    internal async Task<JobReport> IndexAsync(
        StoredRepository repository, string profile = Profile, string? reference = null, params IReadOnlyList<string> excludedDirs)
    {
        var job = await EnqueueAsync(repository, profile, reference, excludedDirs);
        await SucceedAsync(job);
        var report = await Database.ScalarAsync<string>($"select report::text from jobs where job_id = {job}");
        return JsonSerializer.Deserialize(report, StorageJsonContext.Default.JobReport) ?? throw new InvalidOperationException("The job has no report.");
    }

    /// <summary>The active index of a repository that has one.</summary>
    internal async Task<ActiveIndex> ActiveAsync(int repositoryId)
    {
        await using var command = Database.DataSource.CreateCommand(
            """
            select v.series_id, v.view_id, v.active_generation, encode(v.active_commit, 'hex'), v.active_files
            from index_series s join index_views v using (series_id) where s.repository_id = $1
            """);
        command.Parameters.Add(new() { Value = repositoryId });
        await using var reader = await command.ExecuteReaderAsync(Token);
        Assert.True(await reader.ReadAsync(Token));
        return new ActiveIndex(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetString(3), reader.GetInt32(4), false);
    }

    internal async Task SucceedAsync(long job)
    {
        var status = await WaitAsync(job, status => status.HasEnded);
        Assert.True(status.State == JobState.Succeeded, $"{status.State}: {status.Error?.Message}");
    }

    /// <summary>Waits until a job is as the test wants it.</summary>
    internal async Task<JobStatus> WaitAsync(long job, Func<JobStatus, bool> isReached)
    {
        var queue = new JobQueue(Database.DataSource);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(WaitTimeout);
        while (true)
        {
            var status = await queue.FindAsync(job, patience.Token) ?? throw new InvalidOperationException("The job is gone.");
            if (isReached(status))
            {
                return status;
            }

            // Ends and starts are announced; progress is not.
            await signals!.WaitAsync(TimeSpan.FromMilliseconds(50), patience.Token); // Set before any test runs.
        }
    }

    /// <summary>A hash over all that readers see of a repository, whatever the numbers of rows are: equal rows, equal fingerprints.</summary>
    internal Task<string> FingerprintAsync(int repositoryId) => Database.ScalarAsync<string>(
        $"""
        select md5(string_agg(line, E'\n' order by line)) from (
            select concat_ws('|', f.path, encode(b.blob, 'hex'), c.start_line, c.end_line, c.symbol, md5(c.content), e.embedding::text, l.terms::text) as line
            from index_series s
            join files f on f.series_id = s.series_id and f.end_generation is null
            join series_blobs b on b.series_id = s.series_id and b.blob_number = f.blob_number
            left join chunks c on c.series_id = s.series_id and c.blob_number = b.blob_number
            left join embeddings e on e.series_id = s.series_id and e.chunk_id = c.chunk_id
            left join lexical l on l.series_id = s.series_id and l.chunk_id = c.chunk_id
            where s.repository_id = {repositoryId}
            union all
            select concat_ws('|', 'df', t.field, t.slot, t.df) from term_statistics t join index_series s using (series_id)
              where s.repository_id = {repositoryId}) as seen
        """);

    internal Task<long> CountAsync(string table, int repositoryId) =>
        Database.ScalarAsync<long>($"select count(*) from {table} join index_series using (series_id) where repository_id = {repositoryId}");
}
