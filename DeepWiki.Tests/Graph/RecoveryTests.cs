using System.Net;
using Aspire.Hosting.Testing;

namespace DeepWiki.Tests.Graph;

/// <summary>Parts of a running graph are killed; each test brings back what it took.</summary>
[Trait("Category", "Graph")]
[Collection(GraphCollection.Name)]
public sealed class RecoveryTests(RunningGraph graph)
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("postgres")]
    [InlineData("redis")]
    public async Task Services_notice_the_loss_of_a_store_and_recover_without_a_restart(string store)
    {
        var service = graph.ProcessId("chatapi");
        var connectionString = await graph.App.GetConnectionStringAsync(store == "postgres" ? "wikidb" : store, Token);

        await graph.KillAsync(store);
        await HealthAsync(HttpStatusCode.ServiceUnavailable);
        await graph.StartAsync(store);
        await HealthAsync(HttpStatusCode.OK);

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

    // Asked directly, as Aspire asks a healthy service rarely.
    private async Task HealthAsync(HttpStatusCode wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(WaitTimeout);
        using var http = graph.App.CreateHttpClient("chatapi", "http");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await timer.WaitForNextTickAsync(patience.Token))
        {
            using var answer = await http.GetAsync("/health", patience.Token);
            if (answer.StatusCode == wanted)
            {
                return;
            }
        }
    }
}
