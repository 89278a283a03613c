using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Hosting;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;

namespace DeepWiki.Tests.Graph;

/// <summary>The whole product as AppHost starts it, a Git host beside it, and a model provider under the tests' control.</summary>
public class RunningGraph : IAsyncLifetime
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("deepwiki-graph-");
    private DistributedApplication? running;

    internal GitHttpServer Git { get; private set; } = null!; // Set before any test runs.

    internal ScriptedProvider Provider { get; private set; } = null!; // Set before any test runs.

    internal DistributedApplication App => running ?? throw new InvalidOperationException("The graph was not started.");

    /// <summary>Local repositories may lie below it.</summary>
    internal string Folder => folder.FullName;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Git = await GitHttpServer.StartAsync(Directory.CreateDirectory(Path.Combine(Folder, "served")).FullName, Token);
        Provider = await ScriptedProvider.StartAsync(Token);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DeepWiki_AppHost>(
            GraphArguments.Ephemeral, Token);
        Extend(builder);
        foreach (var service in builder.Resources.OfType<ProjectResource>().ToList())
        {
            builder.CreateResourceBuilder(service)
                .WithEnvironment("Repositories__AllowedHosts__0", Git.Authority)
                .WithEnvironment("Repositories__LocalRoots__0", Folder)
                .WithEnvironment("Indexing__WorkRoot", Path.Combine(Folder, "jobs-" + service.Name))
                .WithEnvironment("Git__WorkRoot", Path.Combine(Folder, "work-" + service.Name))
                .WithEnvironment("Models__DefaultProvider", "local")
                .WithEnvironment("OPENAI_API_KEY", ScriptedProvider.Key)
                .WithEnvironment("OPENAI_BASE_URL", Provider.BaseAddress.ToString());
        }

        running = await builder.BuildAsync(Token).WaitAsync(WaitTimeout, Token);
        await running.StartAsync(Token).WaitAsync(WaitTimeout, Token);
        await HealthyAsync("chatapi");
        await HealthyAsync("indexer");
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (running is not null)
        {
            await running.DisposeAsync();
        }

        await Provider.DisposeAsync();
        await Git.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Asks over a real socket and reads to the close.</summary>
    internal async Task<RawConversation> AskAsync(ChatQuestion question, string service = "chatapi")
    {
        await using var socket = await RawConnection.UpgradeAsync(App.GetEndpoint(service, "http"));
        await socket.SendTextAsync(question.ToJson());
        return await socket.ReadToEndAsync();
    }

    internal Task HealthyAsync(string name) => App.ResourceNotifications.WaitForResourceHealthyAsync(name, Token).WaitAsync(WaitTimeout, Token);

    /// <summary>SIGKILL to the process of a resource, and waits until the graph has noticed.</summary>
    internal async Task KillAsync(string name)
    {
        Assert.True(UnixSignal.Send(ProcessId(name), UnixSignal.Kill));
        await App.ResourceNotifications.WaitForResourceAsync(name, KnownResourceStates.TerminalStates, Token).WaitAsync(WaitTimeout, Token);
    }

    /// <summary>The process that does the work: the server below its shell, or the service.</summary>
    internal int ProcessId(string name)
    {
        Assert.True(App.ResourceNotifications.TryGetCurrentState(name, out var current));
        var id = Convert.ToInt32(current.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value, CultureInfo.InvariantCulture);
        return ProcessTable.CommandLine(id).StartsWith("/bin/sh ", StringComparison.Ordinal) ? ProcessTable.Children(id).Single() : id;
    }

    // More resources, before the graph is built.
    protected virtual void Extend(IDistributedApplicationTestingBuilder builder)
    {
    }

    internal async Task StartAsync(string name)
    {
        Assert.True((await App.ResourceCommands.ExecuteCommandAsync(name, "start", Token)).Success);
        await HealthyAsync(name);
    }
}
