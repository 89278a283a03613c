using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace DeepWiki.Benchmarks.Hosting;

/// <summary>
/// A PostgreSQL and a Redis that live as long as this object. They are the ones a developer's machine runs, started by the same host;
/// <c>ConnectionStrings__wikidb</c> and <c>ConnectionStrings__redis</c> name others.
/// </summary>
internal sealed class LocalStores : IAsyncDisposable
{
    private readonly DistributedApplication? application;

    private LocalStores(DistributedApplication? application, string postgres, string redis) =>
        (this.application, Postgres, Redis) = (application, postgres, redis);

    /// <summary>Connection string of the database.</summary>
    public string Postgres { get; }

    /// <summary>Configuration of the Redis client.</summary>
    public string Redis { get; }

    public static async Task<LocalStores> StartAsync(CancellationToken cancellationToken)
    {
        var (postgres, redis) = (Environment.GetEnvironmentVariable("ConnectionStrings__wikidb"), Environment.GetEnvironmentVariable("ConnectionStrings__redis"));
        if (postgres is { Length: > 0 } && redis is { Length: > 0 })
        {
            return new LocalStores(null, postgres, redis);
        }

        var started = Build();
        await started.StartAsync(cancellationToken);
        await started.ResourceNotifications.WaitForResourceHealthyAsync("wikidb", cancellationToken);
        await started.ResourceNotifications.WaitForResourceHealthyAsync("redis", cancellationToken);
        return new LocalStores(started, await ConnectionStringAsync("wikidb"), await ConnectionStringAsync("redis"));

        async Task<string> ConnectionStringAsync(string name) =>
            await started.GetConnectionStringAsync(name, cancellationToken) ?? throw new InvalidOperationException($"'{name}' has no connection string.");
    }

    /// <summary>The graph of the two stores, not started.</summary>
    public static DistributedApplication Build()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--DeepWiki:Ephemeral=true", "--ports", "auto"],
            DisableDashboard = true,
            IsTest = true,
        });
        builder.AddPostgres("postgres").WithImage("pgvector/pgvector", "pg17").AddDatabase("wikidb");
        builder.AddRedis("redis");
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            await application.StopAsync(CancellationToken.None);
            await application.DisposeAsync();
        }
    }
}
