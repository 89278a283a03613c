using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using DeepWiki.Tests.Support.Hosting;

namespace DeepWiki.Tests.Graph;

/// <summary>Services end while their stores still run.</summary>
[Trait("Category", "Graph")]
public sealed class OrderedStopTests
{
    [Fact]
    public async Task Both_services_have_ended_before_a_store_is_asked_to()
    {
        var graph = new RunningGraph();
        await graph.InitializeAsync();
        string[] stores = ["postgres", "redis"];
        var processes = stores.ToDictionary(name => name, graph.ProcessId);
        ConcurrentDictionary<string, bool> endedWithStores = new();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var watching = WatchAsync(ending.Token);

        await graph.DisposeAsync();
        await ending.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        Assert.Equal(["chatapi", "indexer"], endedWithStores.Keys.Order());
        Assert.All(endedWithStores.Values, Assert.True);
        Assert.All(processes.Values, id => Assert.Equal("", ProcessTable.CommandLine(id)));

        async Task WatchAsync(CancellationToken cancellationToken)
        {
            await foreach (var change in graph.App.ResourceNotifications.WatchAsync(cancellationToken))
            {
                if (change.Resource is ProjectResource && KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text))
                {
                    endedWithStores.TryAdd(change.Resource.Name, processes.Values.All(id => ProcessTable.CommandLine(id).Length > 0));
                }
            }
        }
    }
}
