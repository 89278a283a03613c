using DeepWiki.Core.Storage;
using DeepWiki.Tests.Integration.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DeepWiki.Tests.Integration.Storage;

/// <summary>A migrated database of a test class's own on the shared server.</summary>
public sealed class TestDatabase(StoresFixture stores) : IAsyncLifetime
{
    private readonly string name = $"test_{Guid.NewGuid():N}";
    private string server = "";

    public NpgsqlDataSource DataSource { get; private set; } = null!; // Set before any test runs.

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        server = await stores.PostgresAsync();
        await ExecuteOnServerAsync($"create database {name}");
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 12, Timeout = 120 }.ConnectionString;
        DataSource = Open(ConnectionString);
        await new Migrator(DataSource, NullLogger<Migrator>.Instance).MigrateAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await ExecuteOnServerAsync($"drop database {name} with (force)");
    }

    /// <summary>Connects as the services do.</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        StorageConnection.Configure(builder, maxPoolSize: 12);
        return builder.Build();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!; // Tests ask for what exists.
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task ExecuteOnServerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
