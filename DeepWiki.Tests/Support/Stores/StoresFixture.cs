using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Tests.Support.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(StoresFixture))]

namespace DeepWiki.Tests.Support.Stores;

/// <summary>One PostgreSQL and one Redis for all tests, started when the first of them asks; each asker gets a database of its own.</summary>
public sealed class StoresFixture : IAsyncLifetime
{
    private readonly Lazy<Task<LocalStores>> stores = new(() => LocalStores.StartAsync(CancellationToken.None));
    private readonly Lazy<Task<string>> template;
    private int redisDatabases = -1;

    public StoresFixture() => template = new(CreateTemplateAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Connection string of the server's own database.</summary>
    public async Task<string> PostgresAsync() => (await stores.Value).Postgres;

    /// <summary>
    /// Configuration of a Redis database that nobody else of this run has, as far as the server has enough of them: keys name jobs, and their
    /// numbers start at 1 in every database.
    /// </summary>
    public async Task<string> RedisAsync()
    {
        var own = await stores.Value;
        return $"{own.Redis},defaultDatabase={Interlocked.Increment(ref redisDatabases) % own.RedisDatabases}";
    }

    /// <summary>Creates a migrated database and returns its connection string; whoever asked drops it with <see cref="DropDatabaseAsync"/>.</summary>
    internal async Task<string> CreateDatabaseAsync()
    {
        var name = NewName();
        await ExecuteAsync($"create database {name} template {await template.Value}");
        return await ConnectionStringAsync(name);
    }

    internal Task DropDatabaseAsync(string connectionString) =>
        ExecuteAsync($"drop database {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");

    public async ValueTask DisposeAsync()
    {
        if (template is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await ExecuteAsync($"drop database {await template.Value}");
        }

        if (stores is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await stores.Value).DisposeAsync();
        }
    }

    private static string NewName() => $"test_{Guid.NewGuid():N}";

    private async Task<string> ConnectionStringAsync(string database) =>
        new NpgsqlConnectionStringBuilder(await PostgresAsync()) { Database = database }.ConnectionString;

    private async Task<string> CreateTemplateAsync()
    {
        var name = NewName();
        await ExecuteAsync($"create database {name}");
        await using (var source = TestDatabase.Open(await ConnectionStringAsync(name)))
        {
            await new Migrator(source, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        }

        // A database that somebody is connected to cannot be copied.
        await ExecuteAsync($"alter database {name} with allow_connections false");
        return name;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(await PostgresAsync());
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
