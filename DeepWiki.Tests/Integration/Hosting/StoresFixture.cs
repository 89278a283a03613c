#if !USE_ASPIRE
using Aspire.Hosting;
using DeepWiki.Tests.Integration.Hosting;

[assembly: AssemblyFixture(typeof(StoresFixture))]

namespace DeepWiki.Tests.Integration.Hosting;

/// <summary>One PostgreSQL and one Redis for all tests, started when the first of them asks.</summary>
public sealed class StoresFixture : IAsyncLifetime
{
    private readonly Lazy<Task<DistributedApplication>> application = new(StartAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public Task<string> PostgresAsync() => ConnectionStringAsync("wikidb");

    public Task<string> RedisAsync() => ConnectionStringAsync("redis");

    public async ValueTask DisposeAsync()
    {
        if (application.IsValueCreated)
        {
            var app = await application.Value;
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
    }

    internal static DistributedApplication Build()
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

    private static async Task<DistributedApplication> StartAsync()
    {
        var app = Build();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("wikidb");
        await app.ResourceNotifications.WaitForResourceHealthyAsync("redis");
        return app;
    }

    private async Task<string> ConnectionStringAsync(string name)
    {
        if (Environment.GetEnvironmentVariable($"ConnectionStrings__{name}") is { Length: > 0 } given)
        {
            return given;
        }

        var app = await application.Value;
        return await Aspire.Hosting.Testing.DistributedApplicationHostingTestingExtensions.GetConnectionStringAsync(app, name)
            ?? throw new InvalidOperationException($"'{name}' has no connection string.");
    }
}
#endif
