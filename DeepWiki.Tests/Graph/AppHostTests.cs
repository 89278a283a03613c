#if !USE_ASPIRE
using System.Net;
using DeepWiki.AppHost.Hosting.Processes;
using DeepWiki.Tests.Fakes.Hosting;

namespace DeepWiki.Tests.Graph;

/// <summary>The AppHost as a process: how it starts, ends and is killed.</summary>
[Trait("Category", "Graph")]
public sealed class AppHostTests
{
    private const int Stop = 19;

    private static readonly string[] Ephemeral = ["--DeepWiki:Ephemeral=true", "--ports", "auto"];

    [Fact]
    public async Task Ctrl_C_stops_in_order_and_leaves_nothing()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        await using var host = AppHostProcess.Start(folder, Ephemeral);
        await host.ReadUntilAsync(AppHostProcess.Ready, token);
        var children = host.Children;

        host.Signal(Native.Interrupt);
        var code = await host.EndAsync(token);

        Assert.Equal(0, code);
        Assert.Equal(["redis", "postgres"], host.Output.Split('\n').TakeLast(2).Select(line => line.Trim().Split(' ')[0]));
        Assert.Equal(4, host.Output.Split(" stopped ").Length - 1);
        Assert.DoesNotContain('\x1b', host.Output);
        Assert.Equal(4, children.Count);
        Assert.All(children, child => Assert.Null(ProcessTable.StartTime(child.Id)));
        Assert.Empty(Left(folder));
        Assert.All(host.Ports, port => Assert.True(PortAllocator.IsFree(port), $"{port} is still in use."));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nobody")]
    public async Task A_killed_host_leaves_no_child_and_its_data_to_the_next(string? userName)
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        var user = Other(userName, folder);
        string[] args = [$"--DeepWiki:DataDirectory={Path.Combine(folder.Path, "data")}", "--ports", "auto"];
        await using var killed = AppHostProcess.Start(folder, args, user);
        await killed.ReadUntilAsync(AppHostProcess.Ready, token);
        var children = killed.Children;

        killed.Signal(Native.Kill);
        await AppHostProcess.WaitForEndAsync(children, token);
        await using var next = AppHostProcess.Start(folder, args, user);
        await next.ReadUntilAsync(AppHostProcess.Ready, token);
        next.Signal(Native.Interrupt);

        Assert.Equal(0, await next.EndAsync(token));
        Assert.Contains("postgres    ready", next.Output);
        Assert.Contains("  Login to the dashboard at http://localhost:", next.Output);
        // The locks of ports that the killed host held stay as empty files until somebody draws the same number.
        Assert.DoesNotContain(Left(folder), entry => !entry.Contains("deepwiki-ports-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_Ctrl_C_kills_what_does_not_stop()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        await using var host = AppHostProcess.Start(folder, Ephemeral);
        await host.ReadUntilAsync(AppHostProcess.Ready, token);
        var children = host.Children;
        // The last child is a service; it will not hear that it shall stop.
        _ = Native.Signal(children[^1].Id, Stop);
        host.Signal(Native.Interrupt);
        await host.ReadUntilAsync("Stopping", token);

        host.Signal(Native.Interrupt);
        var code = await host.EndAsync(token);

        Assert.Equal(130, code);
        await AppHostProcess.WaitForEndAsync(children, token);
    }

    [Fact]
    public async Task Hosts_side_by_side_do_not_disturb_each_other()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        await using var first = AppHostProcess.Start(folder, Ephemeral);
        await using var second = AppHostProcess.Start(folder, Ephemeral);
        await Task.WhenAll(first.ReadUntilAsync(AppHostProcess.Ready, token), second.ReadUntilAsync(AppHostProcess.Ready, token));

        first.Signal(Native.Interrupt);
        var code = await first.EndAsync(token);
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(second.Wiki, "/health"), token);

        Assert.Equal(0, code);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(first.Ports.Intersect(second.Ports));
    }

    [Fact]
    public async Task A_service_that_ends_early_is_shown_with_its_last_lines_and_makes_the_exit_code_1()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        await using var host = AppHostProcess.Start(folder, [.. Ephemeral, "--Parameters:model-provider=no-such-provider"]);
        await host.ReadUntilAsync(AppHostProcess.Ready, token);

        host.Signal(Native.Interrupt);
        var code = await host.EndAsync(token);

        Assert.Equal(1, code);
        Assert.Contains("DW1006 'chatapi' exited with", host.Output);
        Assert.Contains("DefaultProvider must be auto or one of", host.Output);
        Assert.DoesNotContain("  Wiki", host.Output);
    }

    [Fact]
    public async Task The_dashboard_is_named_even_when_a_start_does_not_come_to_an_end()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        // Nobody listens there: both services run and never become healthy.
        await using var host = AppHostProcess.Start(folder, [.. Ephemeral, "--ConnectionStrings:wikidb=Host=localhost;Port=1;Username=me;Password=correct-horse;Database=wikidb"]);

        await host.ReadUntilAsync("Login to the dashboard at http://localhost:", token);
        host.Signal(Native.Interrupt);
        await host.EndAsync(token);

        Assert.Contains("chatapi     starting", host.Output);
        Assert.DoesNotContain("chatapi     ready", host.Output);
        Assert.DoesNotContain("correct-horse", host.Output);
    }

    [Fact]
    public async Task Flags_show_service_lines_and_open_the_wiki()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        var opened = Path.Combine(folder.Path, "opened");
        folder.AddProgram("xdg-open", $"echo \"$1\" > {opened}.new; mv {opened}.new {opened}");
        var path = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        await using var host = AppHostProcess.Start(folder, [.. Ephemeral, "--verbose", "--open"], variables: new Dictionary<string, string> { ["PATH"] = path });
        await host.ReadUntilAsync(AppHostProcess.Ready, token);
        await WaitForFileAsync(opened, token);

        host.Signal(Native.Interrupt);
        await host.EndAsync(token);

        Assert.Contains($"Wiki          {(await File.ReadAllTextAsync(opened, token)).Trim()}", host.Output);
        Assert.Contains("database system is ready to accept connections", host.Output);
        Assert.DoesNotContain('\x1b', host.Output);
    }

    [Fact]
    public async Task An_ordinary_user_needs_no_privilege()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        await using var host = AppHostProcess.Start(folder, ["--ports", "auto"], Other("nobody", folder));
        await host.ReadUntilAsync(AppHostProcess.Ready, token);

        host.Signal(Native.Interrupt);

        Assert.Equal(0, await host.EndAsync(token));
        Assert.Contains("data in ~/.local/share/deepwiki", host.Output);
        Assert.DoesNotContain("DW1003", host.Output);
    }

    [Fact]
    public async Task A_check_without_git_and_servers_says_so_and_ends_with_2()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        var variables = new Dictionary<string, string> { ["PATH"] = folder.Path, ["DEEPWIKI_PG_BIN"] = folder.Path };
        // env and sh are looked for on the path of the new process.
        foreach (var program in new[] { "env", "setpriv" })
        {
            File.CreateSymbolicLink(Path.Combine(folder.Path, program), $"/usr/bin/{program}");
        }

        await using var host = AppHostProcess.Start(folder, [.. Ephemeral, "--check"], variables: variables);

        Assert.Equal(2, await host.EndAsync(token));
        Assert.Equal(["DW1011", "DW1001", "DW1001"], host.Output.Split('\n').Where(line => line.StartsWith("DW", StringComparison.Ordinal)).Select(line => line[..6]));
        Assert.DoesNotContain("   at ", host.Output);
        Assert.DoesNotContain("Starting", host.Output);
    }

    [Fact]
    public async Task A_check_that_finds_everything_ends_with_0()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();

        await using var host = AppHostProcess.Start(folder, [.. Ephemeral, "--check"]);

        Assert.Equal(0, await host.EndAsync(token));
        Assert.DoesNotContain("Starting", host.Output);
        Assert.Empty(Left(folder));
    }

    // What a host makes for itself; services have folders of their own.
    private static IEnumerable<string> Left(TestFolder folder) =>
        Directory.GetFileSystemEntries(folder.Path, "deepwiki-*").SelectMany(entry => Path.GetFileName(entry) switch
        {
            var name when name.StartsWith("deepwiki-run-", StringComparison.Ordinal) || name.StartsWith("deepwiki-ports-", StringComparison.Ordinal) =>
                Directory.GetFileSystemEntries(entry),
            var name when name.StartsWith("deepwiki-indexer", StringComparison.Ordinal) => [],
            _ => [entry],
        });

    // Null is whoever runs the tests.
    private static UnixUser? Other(string? name, TestFolder folder)
    {
        if (name is null)
        {
            return null;
        }

        Assert.SkipUnless(Native.IsRoot, "Every other test runs as an ordinary user here.");
        var user = UnixUser.Find(name);
        Assert.SkipUnless(user is not null && MayRead(user, Path.Combine(AppContext.BaseDirectory, "DeepWiki.AppHost.dll")), $"The build is closed to the user {name}.");
        folder.OpenTo(user);
        return user;
    }

    private static bool MayRead(UnixUser user, string file)
    {
        using var test = System.Diagnostics.Process.Start("setpriv", [.. user.Switches, "--", "test", "-r", file]);
        test.WaitForExit();
        return test.ExitCode == 0;
    }

    private static async Task WaitForFileAsync(string file, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!File.Exists(file))
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
#endif
