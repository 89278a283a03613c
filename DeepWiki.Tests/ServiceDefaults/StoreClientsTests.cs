using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DeepWiki.Core.Caching;
using DeepWiki.Core.Data.Postgres;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DeepWiki.Tests.ServiceDefaults;

/// <summary>The clients of PostgreSQL and Redis as the services register them.</summary>
[Trait("Category", "Integration")]
public sealed class StoreClientsTests(StoresFixture stores)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_starts_without_its_stores_and_says_which_are_away()
    {
        await using var app = await StartAsync("Host=localhost;Port=1", "localhost:1");

        var (code, body) = await HealthAsync(app);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Equal(
            ["PostgreSql", "StackExchange.Redis"], body.GetProperty("checks").EnumerateObject().Select(check => check.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_service_with_its_stores_is_healthy()
    {
        // A check is given a second, which a busy machine may need for the first connection.
        await using var app = await StartAsync(await stores.PostgresAsync(), await stores.RedisAsync(), new ManualTime());

        var (code, body) = await HealthAsync(app);

        Assert.Equal((HttpStatusCode.OK, "healthy"), (code, body.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_connection_to_redis_keeps_its_options()
    {
        await using var app = await StartAsync("Host=localhost;Port=1", $"{await stores.RedisAsync()},abortConnect=true");

        var options = ConfigurationOptions.Parse(app.Services.GetRequiredService<IConnectionMultiplexer>().Configuration);

        Assert.False(options.AbortOnConnectFail);
    }

    private static async Task<WebApplication> StartAsync(string postgres, string redis, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["ConnectionStrings:wikidb"] = postgres;
        builder.Configuration["ConnectionStrings:redis"] = redis;
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.AddServiceDefaults();
        builder.AddNpgsqlDataSource("wikidb", configureDataSourceBuilder: dataSource => StorageConnection.Configure(dataSource, maxPoolSize: 2));
        builder.AddRedisClient("redis", configureOptions: RedisConnection.Configure);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync(Token);
        return app;
    }

    private static async Task<(HttpStatusCode Code, JsonElement Body)> HealthAsync(WebApplication app)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var response = await client.GetAsync("/health", Token);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Token));
    }
}
