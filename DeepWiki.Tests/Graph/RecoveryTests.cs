#if !USE_ASPIRE
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DeepWiki.AppHost.Hosting.Orchestration;
using DeepWiki.AppHost.Hosting.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepWiki.Tests.Graph;

/// <summary>Parts of a running graph are killed; each test brings back what it took.</summary>
[Trait("Category", "Graph")]
public sealed class RecoveryTests(RecoveryTests.Fixture graph) : IClassFixture<RecoveryTests.Fixture>
{
    private const int Killed = 128 + Native.Kill;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData("postgres")]
    [InlineData("redis")]
    public async Task Services_notice_the_loss_of_a_store_and_recover_without_a_restart(string store)
    {
        var token = TestContext.Current.CancellationToken;
        var service = graph.Orchestrator.ProcessId("chatapi");
        var connectionString = await graph.App.GetConnectionStringAsync(store, token);

        _ = Native.Signal(-graph.Orchestrator.ProcessId(store), Native.Kill);
        var ended = await WaitAsync(store, snapshot => snapshot.State?.Text == KnownResourceStates.Exited);
        await WaitAsync("chatapi", snapshot => snapshot.HealthStatus == HealthStatus.Unhealthy);
        var restarted = await graph.App.ResourceCommands.ExecuteCommandAsync(store, "restart", token);
        await WaitAsync(store, snapshot => snapshot.HealthStatus == HealthStatus.Healthy);
        await WaitAsync("chatapi", snapshot => snapshot.HealthStatus == HealthStatus.Healthy);

        Assert.Equal(Killed, ended.ExitCode);
        Assert.True(restarted.Success);
        Assert.Equal(connectionString, await graph.App.GetConnectionStringAsync(store, token));
        Assert.Equal(service, graph.Orchestrator.ProcessId("chatapi"));
    }

    [Fact]
    public async Task A_service_that_was_killed_is_shown_and_comes_back_by_command()
    {
        var token = TestContext.Current.CancellationToken;
        var address = graph.App.GetEndpoint("indexer", "http");

        _ = Native.Signal(-graph.Orchestrator.ProcessId("indexer"), Native.Kill);
        var ended = await WaitAsync("indexer", snapshot => snapshot.State?.Text == KnownResourceStates.Finished);
        await graph.App.ResourceCommands.ExecuteCommandAsync("indexer", "restart", token);
        await WaitAsync("indexer", snapshot => snapshot.HealthStatus == HealthStatus.Healthy);

        Assert.Equal(Killed, ended.ExitCode);
        Assert.Equal(address, graph.App.GetEndpoint("indexer", "http"));
    }

    private async Task<CustomResourceSnapshot> WaitAsync(string resource, Func<CustomResourceSnapshot, bool> predicate)
    {
        var token = TestContext.Current.CancellationToken;
        var change = await graph.App.ResourceNotifications.WaitForResourceAsync(resource, change => predicate(change.Snapshot), token).WaitAsync(Patience, token);
        return change.Snapshot;
    }

    public sealed class Fixture : IAsyncLifetime
    {
        private DistributedApplication? app;

        internal DistributedApplication App => app ?? throw new InvalidOperationException("The graph has not started.");

        internal Orchestrator Orchestrator => App.Services.GetRequiredService<Orchestrator>();

        public async ValueTask InitializeAsync()
        {
            var token = TestContext.Current.CancellationToken;
            await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DeepWiki_AppHost>(
                ["--environment", "Testing", "--DeepWiki:Ephemeral=true"], token);
            app = await builder.BuildAsync(token).WaitAsync(Patience, token);
            await app.StartAsync(token).WaitAsync(Patience, token);
            await app.ResourceNotifications.WaitForResourceHealthyAsync("chatapi", token).WaitAsync(Patience, token);
            await app.ResourceNotifications.WaitForResourceHealthyAsync("indexer", token).WaitAsync(Patience, token);
        }

        public async ValueTask DisposeAsync()
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }
        }
    }
}
#endif
