using DeepWiki.Core.Caching;
using DeepWiki.Core.Chunks;
using DeepWiki.Core.Providers;
using DeepWiki.Core.Repositories;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Storage;
using DeepWiki.Indexer.Files;
using DeepWiki.Indexer.Pipeline;
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
            ["ConnectionStrings:wikidb"] = new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString,
            ["ConnectionStrings:redis"] = redis,
        });
        builder.AddNpgsqlDataSource(
            "wikidb",
            client => client.DisableHealthChecks = true,
            dataSource => StorageConnection.Configure(dataSource, maxPoolSize: 20));
        builder.AddRedisClient("redis", client => client.DisableHealthChecks = true);
        builder.Services.AddStorage();
        builder.Services.AddCaching();
        builder.Services.AddProviders(builder.Configuration);
        builder.Services.AddRetrieval(builder.Configuration);
        builder.Services.AddIndexing(builder.Configuration, builder.Environment);
        host = builder.Build();
    }

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
        var profile = Get<EmbeddingProfile>();
        var repository = await Get<RepositoryStore>().GetOrAddAsync(RepositoryKind.Git, "bench.local", name, $"https://bench.local/{name}", cancellationToken);
        var settings = new IndexJobSettings(profile.Name, excludedFolders, [], [], []);
        await Get<JobQueue>().EnqueueAsync(repository.Id, settings, JobOrigin.Own, cancellationToken);
        var leases = Get<JobLeases>();
        var job = await leases.ClaimAsync("bench", Lease, cancellationToken) ?? throw new InvalidOperationException("The job cannot be claimed.");
        var report = await Get<IndexPipeline>().BuildAsync(job, source, new JobProgress(leases, job, cancellationToken), cancellationToken);
        await leases.SucceedAsync(job, report, cancellationToken);
        var key = new SeriesKey(repository.Id, profile.Name, profile.Dimensions, IndexVersions.Folded, settings.FilterHash());
        return (await Get<SeriesStore>().FindActiveAsync(key, cancellationToken) ?? throw new InvalidOperationException("Nothing was indexed."), report);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        await ExecuteOnServerAsync($"drop database if exists {database} with (force)");
    }

    private async Task ExecuteOnServerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
