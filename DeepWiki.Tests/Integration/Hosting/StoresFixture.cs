using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Tests.Integration.Hosting;

[assembly: AssemblyFixture(typeof(StoresFixture))]

namespace DeepWiki.Tests.Integration.Hosting;

/// <summary>One PostgreSQL and one Redis for all tests, started when the first of them asks.</summary>
public sealed class StoresFixture : IAsyncLifetime
{
    private readonly Lazy<Task<LocalStores>> stores = new(() => LocalStores.StartAsync(CancellationToken.None));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async Task<string> PostgresAsync() => (await stores.Value).Postgres;

    public async Task<string> RedisAsync() => (await stores.Value).Redis;

    public async ValueTask DisposeAsync()
    {
        if (stores.IsValueCreated)
        {
            await (await stores.Value).DisposeAsync();
        }
    }
}
