using System.Globalization;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Tests.Support.Hosting;
using Npgsql;
using StackExchange.Redis;

namespace DeepWiki.Tests.Support.Stores;

[Trait("Category", "Integration")]
public sealed class StoresTests(StoresFixture stores)
{
    [Fact]
    public async Task Postgres_has_pgvector()
    {
        await using var source = NpgsqlDataSource.Create(await stores.PostgresAsync());
        await using var command = source.CreateCommand("SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'");

        Assert.Equal(1L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("maintenance_work_mem", "512MB")]
    [InlineData("max_wal_size", "4GB")]
    [InlineData("wal_compression", "pglz")]
    [InlineData("jit", "off")]
    [InlineData("listen_addresses", "localhost")]
    public async Task Postgres_is_set_for_bulk_loads_and_short_queries(string name, string value)
    {
        SkipWithStoresOfSomeoneElse();
        await using var source = NpgsqlDataSource.Create(await stores.PostgresAsync());
        await using var command = source.CreateCommand($"SHOW {name}");

        Assert.Equal(value, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Stores_listen_where_the_system_gives_no_port_to_others()
    {
        SkipWithStoresOfSomeoneElse();
        var range = await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_local_port_range", TestContext.Current.CancellationToken);
        var first = int.Parse(range.Split('\t')[0], CultureInfo.InvariantCulture);
        var redis = (System.Net.DnsEndPoint)ConfigurationOptions.Parse(await stores.RedisAsync()).EndPoints[0];

        Assert.InRange(new NpgsqlConnectionStringBuilder(await stores.PostgresAsync()).Port, 1024, first - 1);
        Assert.InRange(redis.Port, 1024, first - 1);
    }

    [Fact]
    public async Task Redis_answers_to_its_password_which_no_argument_shows()
    {
        var options = ConfigurationOptions.Parse(await stores.RedisAsync());
        var password = options.Password ?? "";
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        options.Password = null;
        options.AbortOnConnectFail = true;

        Assert.True(await connection.GetDatabase().PingAsync() >= TimeSpan.Zero);
        await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(options));
        var port = ((System.Net.DnsEndPoint)options.EndPoints[0]).Port;
        var servers = ProcessTable.Mentioning($":{port}");
        Assert.NotEmpty(servers);
        Assert.DoesNotContain(servers, id => ProcessTable.CommandLine(id).Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stores_leave_no_process_and_no_folder()
    {
        SkipWithStoresOfSomeoneElse();
        string folder;
        await using (var own = await LocalStores.StartAsync(TestContext.Current.CancellationToken))
        {
            await using var source = NpgsqlDataSource.Create(own.Postgres);
            await using var command = source.CreateCommand("SHOW data_directory");
            folder = Path.GetDirectoryName((string?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)) ?? "";
            Assert.NotEmpty(ProcessTable.Mentioning(folder));
        }

        Assert.Empty(ProcessTable.Mentioning(folder));
        Assert.False(Directory.Exists(folder));
    }

    // With both variables the tests run on servers that were there before.
    private static void SkipWithStoresOfSomeoneElse() => Assert.SkipWhen(
        new[] { "ConnectionStrings__wikidb", "ConnectionStrings__redis" }.All(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }),
        "The servers were given to the tests.");
}
