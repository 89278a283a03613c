using System.Diagnostics;
using System.Net;
using DeepWiki.AppHost.Services;
using DeepWiki.AppHost.Stores;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Tests.Fakes.Hosting;

namespace DeepWiki.Tests.Graph;

/// <summary>The AppHost as a process: how it starts, ends and is killed.</summary>
[Trait("Category", "Graph")]
public sealed class AppHostTests
{
    private static readonly string[] Ephemeral = ["--DeepWiki:Ephemeral=true", "--ports", "auto"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ctrl_C_leaves_no_process_no_temporary_data_and_no_port()
    {
        using var folder = new TestFolder();
        await using var host = AppHostProcess.Start(folder, Ephemeral);
        await host.ReadUntilAsync(AppHostProcess.Ready, Token);
        Assert.Contains(host.Started(), id => ProcessTable.CommandLine(id).Contains("bin/postgres ", StringComparison.Ordinal));

        host.Signal(UnixSignal.Interrupt);
        var code = await host.EndAsync(Token);
        await host.WaitForEndAsync(Token);

        Assert.Equal(0, code);
        Assert.Empty(Directory.GetDirectories(folder.Path, "deepwiki-data-*"));
        Assert.DoesNotContain("did not stop", host.Output, StringComparison.Ordinal);
        Assert.Equal(host.Ports, host.Ports.Where(PortExtensions.IsFree));
    }

    [Fact]
    public async Task Ctrl_C_shuts_the_database_down_before_the_host_is_gone_and_the_next_start_has_its_data()
    {
        using var folder = new TestFolder();
        var data = Path.Combine(folder.Path, "data");
        string[] args = [$"--DeepWiki:DataDirectory={data}", "--ports", "auto"];
        await using var host = AppHostProcess.Start(folder, args);
        await host.ReadUntilAsync(AppHostProcess.Ready, Token);

        host.Signal(UnixSignal.Interrupt);
        await host.EndAsync(Token);
        await host.WaitForEndAsync(Token);
        var state = await ControlDataAsync(data);
        var password = await File.ReadAllTextAsync(Path.Combine(data, "volumes", "deepwiki-postgres", "password"), Token);
        await using var next = AppHostProcess.Start(folder, args);
        await next.ReadUntilAsync(AppHostProcess.Ready, Token);

        Assert.Matches("Database cluster state: +shut down\n", state);
        Assert.DoesNotContain(password, host.Output + next.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(next.Started(), id => ProcessTable.CommandLine(id).Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_killed_host_leaves_no_process_and_its_data_to_the_next()
    {
        using var folder = new TestFolder();
        var data = Path.Combine(folder.Path, "data");
        string[] args = [$"--DeepWiki:DataDirectory={data}", "--ports", "auto"];
        await using var killed = AppHostProcess.Start(folder, args);
        await killed.ReadUntilAsync(AppHostProcess.Ready, Token);

        killed.Signal(UnixSignal.Kill);
        await killed.WaitForEndAsync(Token);
        var state = await ControlDataAsync(data);
        await using var next = AppHostProcess.Start(folder, args);
        await next.ReadUntilAsync(AppHostProcess.Ready, Token);

        Assert.Matches("Database cluster state: +shut down\n", state);
    }

    [Fact]
    public async Task Hosts_side_by_side_do_not_disturb_each_other()
    {
        using var folder = new TestFolder();
        using var other = new TestFolder();
        await using var first = AppHostProcess.Start(folder, Ephemeral);
        await using var second = AppHostProcess.Start(other, Ephemeral);
        await Task.WhenAll(first.ReadUntilAsync(AppHostProcess.Ready, Token), second.ReadUntilAsync(AppHostProcess.Ready, Token));

        first.Signal(UnixSignal.Interrupt);
        var code = await first.EndAsync(Token);
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(second.Wiki, "/health"), Token);
        using var dashboard = await client.GetAsync(second.Dashboard, Token);

        Assert.Equal(0, code);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (response.StatusCode, dashboard.StatusCode));
        Assert.Empty(first.Ports.Intersect(second.Ports));
    }

    [Fact]
    public async Task A_service_that_ends_early_is_named_with_where_to_look()
    {
        using var folder = new TestFolder();
        await using var host = AppHostProcess.Start(folder, [.. Ephemeral, "--Parameters:model-provider=no-such-provider"]);

        await host.ReadUntilAsync("chatapi ended unexpectedly", Token);
        host.Signal(UnixSignal.Interrupt);

        Assert.Equal(0, await host.EndAsync(Token));
        Assert.DoesNotContain("  Wiki ", host.Output, StringComparison.Ordinal);
        Assert.Contains("Its console is in the dashboard: http://localhost:", host.Output, StringComparison.Ordinal);
    }

    private static async Task<string> ControlDataAsync(string data)
    {
        var settings = new StoreSettings(data, IsEphemeral: false, Environment.GetEnvironmentVariable("DEEPWIKI_PG_BIN"), null, null);
        var programs = await PostgresPrograms.FindAsync(settings.PostgresFolder, null, Token);
        var start = new ProcessStartInfo(Path.Combine(programs.Folder, "pg_controldata"), [Path.Combine(data, "volumes", "deepwiki-postgres", "cluster")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["LC_ALL"] = "C" },
        };
        using var process = Process.Start(start)!; // UseShellExecute is off: never null.
        return await process.StandardOutput.ReadToEndAsync(Token);
    }
}
