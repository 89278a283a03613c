using DeepWiki.Core.Data.Postgres;
using Npgsql;

namespace DeepWiki.Tests.Support.Stores;

/// <summary>A migrated database of a test class's own on the shared server.</summary>
public sealed class TestDatabase(StoresFixture stores) : IAsyncLifetime
{
    public NpgsqlDataSource DataSource { get; private set; } = null!; // Set before any test runs.

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        ConnectionString = new NpgsqlConnectionStringBuilder(await stores.CreateDatabaseAsync()) { MaxPoolSize = 12, Timeout = 120 }.ConnectionString;
        DataSource = Open(ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await stores.DropDatabaseAsync(ConnectionString);
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
}
