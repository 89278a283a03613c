using Aspire.Npgsql;
using DeepWiki.ServiceDefaults.Clients;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers PostgreSQL under the name the graph gives it.</summary>
public static class AspirePostgreSqlNpgsqlExtensions
{
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<global::Npgsql.NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null)
    {
        var settings = new NpgsqlSettings();
        ClientSections.Bind(builder.Configuration, "Aspire:Npgsql", connectionName, settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);

        builder.Services.AddSingleton(services =>
        {
            var connectionString = settings.ConnectionString ?? throw new InvalidOperationException(
                $"There is no connection string for '{connectionName}': set ConnectionStrings__{connectionName}.");
            var dataSource = new global::Npgsql.NpgsqlDataSourceBuilder(connectionString);
            dataSource.UseLoggerFactory(services.GetService<ILoggerFactory>());
            configureDataSourceBuilder?.Invoke(dataSource);
            return dataSource.Build();
        });
        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                "PostgreSql",
                services => new NpgsqlHealthCheck(services.GetRequiredService<global::Npgsql.NpgsqlDataSource>()),
                failureStatus: null,
                tags: null));
        }
    }
}
