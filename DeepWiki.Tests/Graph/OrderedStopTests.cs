using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using DeepWiki.Tests.Fakes.Hosting;

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
        var watching = WatchAsync();

        await graph.DisposeAsync();
        await watching.ContinueWith(static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.Equal(["chatapi", "indexer"], endedWithStores.Keys.Order());
        Assert.All(endedWithStores.Values, Assert.True);
        Assert.All(processes.Values, id => Assert.Equal("", ProcessTable.CommandLine(id)));

        async Task WatchAsync()
        {
            await foreach (var change in graph.App.ResourceNotifications.WatchAsync(TestContext.Current.CancellationToken))
            {
                if (change.Resource is ProjectResource && KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text))
                {
                    endedWithStores.TryAdd(change.Resource.Name, processes.Values.All(id => ProcessTable.CommandLine(id).Length > 0));
                }
            }
        }
    }
}
