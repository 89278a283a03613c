#if !USE_ASPIRE
using DeepWiki.Benchmarks.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeepWiki.AppHost.Hosting.Orchestration;
using DeepWiki.AppHost.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis;

namespace DeepWiki.Tests.Integration.Hosting;

[Trait("Category", "Integration")]
public sealed class StoresTests(StoresFixture stores)
{
    [Fact]
    public async Task Postgres_has_the_database_and_pgvector()
    {
        await using var source = NpgsqlDataSource.Create(await stores.PostgresAsync());
        await using var command = source.CreateCommand(
            "SELECT current_database() || ' ' || count(*) FROM pg_available_extensions WHERE name = 'vector'");

        Assert.Equal("wikidb 1", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("maintenance_work_mem", "512MB")]
    [InlineData("max_wal_size", "4GB")]
    [InlineData("wal_compression", "pglz")]
    [InlineData("jit", "off")]
    [InlineData("listen_addresses", "localhost")]
    public async Task Postgres_is_set_for_bulk_loads_and_short_queries(string name, string value)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("ConnectionStrings__wikidb") is { Length: > 0 }, "The server is not the local host's.");
        await using var source = NpgsqlDataSource.Create(await stores.PostgresAsync());
        await using var command = source.CreateCommand($"SHOW {name}");

        Assert.Equal(value, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Redis_answers_to_its_password()
    {
        await using var connection = new Connection(await ConnectionMultiplexer.ConnectAsync(await stores.RedisAsync()));

        Assert.True(await connection.Value.GetDatabase().PingAsync() >= TimeSpan.Zero);
    }

    [Fact]
    public async Task A_stop_leaves_no_process_and_no_folder()
    {
        var token = TestContext.Current.CancellationToken;
        await using var app = LocalStores.Build();
        await app.StartAsync(token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("wikidb", token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("redis", token);
        var orchestrator = app.Services.GetRequiredService<Orchestrator>();
        var scratch = app.Services.GetRequiredService<ScratchFolders>();
        int[] children = [orchestrator.ProcessId("postgres"), orchestrator.ProcessId("redis")];
        string[] folders = [scratch.Get("postgres"), scratch.Get("redis"), scratch.Get("logs")];
        Assert.All(folders, folder => Assert.True(Directory.Exists(folder)));

        await app.StopAsync(token);

        Assert.All(children, child => Assert.Null(ProcessTable.StartTime(child)));
        Assert.All(folders, folder => Assert.False(Directory.Exists(folder)));
    }

    [Fact]
    public async Task A_restart_brings_a_store_back_on_its_port()
    {
        var token = TestContext.Current.CancellationToken;
        await using var app = LocalStores.Build();
        await app.StartAsync(token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("redis", token);

        var result = await app.ResourceCommands.ExecuteCommandAsync("redis", "restart", token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("redis", token);
        await app.StopAsync(token);

        Assert.True(result.Success);
        Assert.True(app.ResourceNotifications.TryGetCurrentState("redis", out var state));
        Assert.Equal(KnownResourceStates.Exited, state?.Snapshot.State?.Text);
    }

    private sealed class Connection(ConnectionMultiplexer value) : IAsyncDisposable
    {
        public ConnectionMultiplexer Value => value;

        public async ValueTask DisposeAsync()
        {
            await value.CloseAsync();
            value.Dispose();
        }
    }
}
#endif
