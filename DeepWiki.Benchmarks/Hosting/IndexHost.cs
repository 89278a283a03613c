using System.Globalization;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Data;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Models;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.SourceCode;
using DeepWiki.Indexer;
using DeepWiki.Indexer.Indexing;
using DeepWiki.Indexer.Indexing.Files;
using DeepWiki.Indexer.Indexing.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepWiki.Benchmarks.Hosting;

/// <summary>The Indexer's pipeline and the retriever on a database of their own, without services around them.</summary>
internal sealed class IndexHost : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromHours(6);

    private const int LongStatement = 600;

    private readonly string database = $"bench_{Guid.NewGuid():N}";
    private readonly string server;
    private readonly IHost host;

    private IndexHost(string postgres, string redis, IReadOnlyDictionary<string, string?> settings)
    {
        server = postgres;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase)
        {
            ["ConnectionStrings:wikidb"] = ConnectionString,
            ["ConnectionStrings:redis"] = redis,
        });
        builder.AddNpgsqlDataSource(
            "wikidb",
            client => client.DisableTracing = client.DisableMetrics = true,
            dataSource => StorageConnection.Configure(dataSource, maxPoolSize: 20));
        builder.AddRedisClient("redis", client => client.DisableTracing = true, RedisConnection.Configure);
        builder.Services.AddStorage();
        builder.Services.AddCaching();
        builder.Services.AddProviders(builder.Configuration);
        builder.Services.AddRetrieval(builder.Configuration);
        builder.Services.AddIndexing(builder.Configuration, builder.Environment);
        host = builder.Build();
    }

    /// <summary>Leads to the database of this object.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;

    public IServiceProvider Services => host.Services;

    public NpgsqlDataSource DataSource => Get<NpgsqlDataSource>();

    /// <param name="postgres">Connection string of a server; the database is added, and dropped in the end.</param>
    /// <param name="redis">Configuration of the client.</param>
    /// <param name="settings">Options by their names.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<IndexHost> StartAsync(
        string postgres, string redis, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var index = new IndexHost(postgres, redis, settings);
        await index.ExecuteOnServerAsync($"create database {index.database}");
        await index.Get<Migrator>().MigrateAsync(cancellationToken);
        return index;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Indexes a source as a repository with this name, and opens the index.</summary>
    public async Task<(ActiveIndex Index, JobReport Report)> IndexAsync(
        string name, IFileSource source, IReadOnlyList<string> excludedFolders, CancellationToken cancellationToken)
    {
        var repository = await Get<RepositoryStore>().GetOrAddAsync(RepositoryKind.Git, "bench.local", name, $"https://bench.local/{name}", cancellationToken);
        return await RunAsync(
            repository,
            excludedFolders,
            job =>
                Get<IndexPipeline>()
                    .BuildAsync(
                        job, source, new IndexingCounters(), new JobProgress(Get<JobLeases>(), job, events: null, cancellationToken), cancellationToken),
            cancellationToken);
    }

    /// <summary>Indexes a local repository as a worker does, from its address on; it lies below one of the allowed folders.</summary>
    public async Task<(ActiveIndex Index, JobReport Report)> IndexFolderAsync(string folder, CancellationToken cancellationToken)
    {
        var repository = await AddFolderAsync(folder, cancellationToken);
        return await RunAsync(
            repository,
            [],
            job => Get<IndexPipeline>()
                .RunAsync(job, new IndexingCounters(), new JobProgress(Get<JobLeases>(), job, events: null, cancellationToken), cancellationToken),
            cancellationToken);
    }

    /// <summary>Queues the job of a local repository for a worker outside.</summary>
    public async Task<long> QueueFolderAsync(string folder, CancellationToken cancellationToken)
    {
        var repository = await AddFolderAsync(folder, cancellationToken);
        return (await Get<JobQueue>().EnqueueAsync(repository.Id, Settings([]), JobOrigin.Own, cancellationToken)).JobId;
    }

    /// <summary>Runs a statement that gives nothing back.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = DataSource.CreateCommand(sql);
        command.CommandTimeout = LongStatement;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs a query for one number.</summary>
    public async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = DataSource.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Empties all tables, and lets the server write what it owes, so that runs begin alike.</summary>
    public async Task EmptyAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            """
            do $$ begin execute (
                select 'truncate ' || string_agg(quote_ident(tablename), ', ') || ' cascade' from pg_tables
                where schemaname = 'public' and tablename not in ('schema_migrations', 'service_keys')); end $$
            """,
            cancellationToken);
        await ExecuteAsync("checkpoint", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        await ExecuteOnServerAsync($"drop database if exists {database} with (force)");
    }

    private async Task<StoredRepository> AddFolderAsync(string folder, CancellationToken cancellationToken)
    {
        var address = RepositoryAddress.ForFolder(folder);
        return await Get<RepositoryStore>().GetOrAddAsync(address.Kind, "", address.Path, address.ToString(), cancellationToken);
    }

    private async Task<(ActiveIndex Index, JobReport Report)> RunAsync(
        StoredRepository repository, IReadOnlyList<string> excludedFolders, Func<JobLease, Task<JobReport>> work, CancellationToken cancellationToken)
    {
        var profile = Get<EmbeddingProfile>();
        var settings = Settings(excludedFolders);
        await Get<JobQueue>().EnqueueAsync(repository.Id, settings, JobOrigin.Own, cancellationToken);
        var leases = Get<JobLeases>();
        var job = await leases.ClaimAsync("bench", Lease, cancellationToken) ?? throw new InvalidOperationException("The job cannot be claimed.");
        var report = await work(job);
        await leases.SucceedAsync(job, report, cancellationToken);
        var key = new SeriesKey(repository.Id, profile.Name, profile.Dimensions, IndexVersions.Folded, settings.FilterHash());
        return (await Get<SeriesStore>().FindActiveAsync(key, cancellationToken) ?? throw new InvalidOperationException("Nothing was indexed."), report);
    }

    private IndexJobSettings Settings(IReadOnlyList<string> excludedFolders) => new(Get<EmbeddingProfile>().Name, excludedFolders, [], [], []);

    private async Task ExecuteOnServerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
