using System.Net;
using Aspire.Hosting.Testing;

namespace DeepWiki.Tests.Graph;

[Trait("Category", "Graph")]
public sealed class GraphTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Every_service_becomes_healthy()
    {
        var token = TestContext.Current.CancellationToken;
        await using var graph = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DeepWiki_AppHost>(GraphArguments.Ephemeral, token);
        await using var app = await graph.BuildAsync(token).WaitAsync(Patience, token);
        await app.StartAsync(token).WaitAsync(Patience, token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("chatapi", token).WaitAsync(Patience, token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("indexer", token).WaitAsync(Patience, token);
        using var http = app.CreateHttpClient("chatapi", "http");

        using var response = await http.GetAsync("/health", token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
