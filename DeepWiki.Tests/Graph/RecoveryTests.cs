using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepWiki.Tests.Graph;

/// <summary>Parts of a running graph are killed; each test brings back what it took.</summary>
[Trait("Category", "Graph")]
public sealed class RecoveryTests(RunningGraph graph) : IClassFixture<RunningGraph>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("postgres")]
    [InlineData("redis")]
    public async Task Services_notice_the_loss_of_a_store_and_recover_without_a_restart(string store)
    {
        var service = graph.ProcessId("chatapi");
        var connectionString = await graph.App.GetConnectionStringAsync(store == "postgres" ? "wikidb" : store, Token);

        await graph.KillAsync(store);
        await WaitAsync("chatapi", snapshot => snapshot.HealthStatus == HealthStatus.Unhealthy);
        await graph.StartAsync(store);
        await WaitAsync("chatapi", snapshot => snapshot.HealthStatus == HealthStatus.Healthy);

        Assert.Equal(connectionString, await graph.App.GetConnectionStringAsync(store == "postgres" ? "wikidb" : store, Token));
        Assert.Equal(service, graph.ProcessId("chatapi"));
    }

    [Fact]
    public async Task A_service_that_was_killed_is_shown_and_comes_back_by_command()
    {
        var address = graph.App.GetEndpoint("indexer", "http");

        await graph.KillAsync("indexer");
        await graph.StartAsync("indexer");

        Assert.Equal(address, graph.App.GetEndpoint("indexer", "http"));
    }

    private async Task WaitAsync(string resource, Func<CustomResourceSnapshot, bool> predicate) =>
        await graph.App.ResourceNotifications.WaitForResourceAsync(resource, change => predicate(change.Snapshot), Token).WaitAsync(Patience, Token);
}
