using DeepWiki.ServiceDefaults.Clients;
using DeepWiki.Tests.Integration.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using StackExchange.Redis;

namespace DeepWiki.Tests.Integration.ServiceDefaults;

/// <summary>The settings of the two clients, from configuration and from code.</summary>
[Trait("Category", "Integration")]
public sealed class ClientSettingsTests(StoresFixture stores)
{
    [Fact]
    public void What_is_said_of_one_connection_wins_and_a_connection_string_of_the_graph_over_all()
    {
        var common = Host(("Aspire:Npgsql:ConnectionString", "Host=common"));
        var named = Host(("Aspire:Npgsql:ConnectionString", "Host=common"), ("Aspire:Npgsql:wikidb:ConnectionString", "Host=named"));
        var graph = Host(("Aspire:Npgsql:wikidb:ConnectionString", "Host=named"), ("ConnectionStrings:wikidb", "Host=graph"));

        string[] hosts = [.. new[] { common, named, graph }.Select(host => host.GetRequiredService<NpgsqlDataSource>().ConnectionString)];

        Assert.Equal(["Host=common", "Host=named", "Host=graph"], hosts);
    }

    [Theory]
    [InlineData("Aspire:Npgsql:DisableHealthChecks", "StackExchange.Redis")]
    [InlineData("Aspire:Npgsql:wikidb:DisableHealthChecks", "StackExchange.Redis")]
    [InlineData("Aspire:StackExchange:Redis:DisableHealthChecks", "PostgreSql")]
    [InlineData("Aspire:StackExchange:Redis:redis:DisableHealthChecks", "PostgreSql")]
    public void A_disabled_check_is_left_out(string key, string left)
    {
        using var services = Host((key, "true"));

        var checks = services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Name);

        Assert.Equal([left], checks);
    }

    [Fact]
    public async Task Options_of_the_redis_client_come_from_their_section_and_the_connection_opens_when_told_to()
    {
        var token = TestContext.Current.CancellationToken;
        using var services = Host(
            ("ConnectionStrings:redis", await stores.RedisAsync()),
            ("Aspire:StackExchange:Redis:ConfigurationOptions:ConnectTimeout", "4321"),
            ("Aspire:StackExchange:Redis:redis:DisableAutoActivation", "false"));

        var activation = Assert.Single(services.GetServices<IHostedService>().OfType<RedisActivation>());
        await activation.StartAsync(token);
        await (activation.ExecuteTask ?? Task.CompletedTask).WaitAsync(token);
        var connection = services.GetRequiredService<IConnectionMultiplexer>();

        Assert.True(connection.IsConnected);
        Assert.Contains("4321", connection.Configuration);
    }

    [Fact]
    public void Nothing_connects_before_its_first_use_otherwise()
    {
        using var services = Host();

        Assert.Empty(services.GetServices<IHostedService>().OfType<RedisActivation>());
    }

    private static ServiceProvider Host(params (string Key, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.AddNpgsqlDataSource("wikidb");
        builder.AddRedisClient("redis");
        return builder.Services.BuildServiceProvider();
    }
}
