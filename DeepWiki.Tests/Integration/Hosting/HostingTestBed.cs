#if !USE_ASPIRE
using Aspire.Hosting;
using DeepWiki.AppHost.Hosting.Preflight;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Integration.Hosting;

/// <summary>Small graphs of the local host.</summary>
internal static class HostingTestBed
{
    public static DistributedApplication Build(string[] args, Action<IDistributedApplicationBuilder> graph, bool hasDashboard = false)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = !hasDashboard, IsTest = true });
        graph(builder);
        return builder.Build();
    }

    /// <summary>The text of the failed checks; nothing is started.</summary>
    public static async Task<string> FailAsync(string[] args, Action<IDistributedApplicationBuilder> graph)
    {
        await using var app = Build(args, graph);
        var exception = await Assert.ThrowsAsync<PreflightException>(
            () => app.Services.GetRequiredService<PreflightChecks>().StartAsync(TestContext.Current.CancellationToken));
        return Assert.IsAssignableFrom<DistributedApplicationException>(exception).Message;
    }

    public static void Postgres(IDistributedApplicationBuilder builder) =>
        builder.AddPostgres("postgres").WithImage("pgvector/pgvector", "pg17").WithDataVolume("data").AddDatabase("wikidb");

    public static void Redis(IDistributedApplicationBuilder builder) => builder.AddRedis("redis");
}
#endif
