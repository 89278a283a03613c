using Aspire.StackExchange.Redis;
using DeepWiki.ServiceDefaults.Clients;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers Redis under the name the graph gives it.</summary>
public static class AspireRedisExtensions
{
    private const string Section = "Aspire:StackExchange:Redis";

    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<global::StackExchange.Redis.ConfigurationOptions>? configureOptions = null)
    {
        var settings = new StackExchangeRedisSettings();
        ClientSections.Bind(builder.Configuration, Section, connectionName, settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddSingleton<global::StackExchange.Redis.IConnectionMultiplexer>(_ =>
        {
            var connectionString = settings.ConnectionString ?? throw new InvalidOperationException(
                $"There is no connection string for '{connectionName}': set ConnectionStrings__{connectionName}.");
            var options = global::StackExchange.Redis.ConfigurationOptions.Parse(connectionString);
            // Redis may come later or come back: the connection heals itself.
            options.AbortOnConnectFail = false;
            ClientSections.Bind(builder.Configuration, Section, connectionName, options, "ConfigurationOptions");
            configureOptions?.Invoke(options);
            return global::StackExchange.Redis.ConnectionMultiplexer.Connect(options);
        });
        if (!settings.DisableAutoActivation)
        {
            builder.Services.AddHostedService<RedisActivation>();
        }

        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                "StackExchange.Redis",
                services => new RedisHealthCheck(services.GetRequiredService<global::StackExchange.Redis.IConnectionMultiplexer>()),
                failureStatus: null,
                tags: null));
        }
    }
}
