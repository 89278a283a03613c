using System.Net;
using System.Net.Sockets;
using DeepWiki.AppHost.Stores;
using DeepWiki.Tests.Support.Hosting;

namespace DeepWiki.Tests.AppHost;

/// <summary>Each absence gives its code and what helps, and ends the AppHost with 2 before anything starts; docs/operations.md lists them.</summary>
[Trait("Category", "Integration")]
public sealed class PreflightTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => $"--DeepWiki:DataDirectory={Path.Combine(folder.Path, "data")}";

    private string ClusterFolder => Path.Combine("data", "volumes", "deepwiki-postgres");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task DW1001_names_every_server_that_is_missing()
    {
        var old = folder.AddProgram("redis-server", "echo 'Redis server v=6.2.14 sha=00000000:0'");

        var text = await FailAsync([Data, "--ports", "auto", $"--DEEPWIKI_PG_BIN={folder.Path}", $"--DEEPWIKI_REDIS_BIN={old}"]);

        Assert.Contains("\nDW1001 PostgreSQL 15 or later was not found", text, StringComparison.Ordinal);
        Assert.Contains("\nDW1001 Redis 7 or later was not found", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DW1002_names_the_package_for_the_installed_major()
    {
        folder.AddProgram("initdb", "");
        folder.AddProgram("postgres", "echo 'postgres (PostgreSQL) 99.1'");
        folder.AddProgram("pg_config", $"echo {folder.Path}");

        var text = await FailAsync([Data, "--ports", "auto", $"--DEEPWIKI_PG_BIN={folder.Path}"]);

        Assert.Contains("\nDW1002 ", text, StringComparison.Ordinal);
        Assert.Contains("postgresql-99-pgvector", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DW1003_names_the_first_folder_that_is_closed()
    {
        var closed = Environment.IsPrivilegedProcess
            ? folder.AddFolder("closed", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
            : "/";

        var text = await FailAsync([$"--DeepWiki:DataDirectory={Path.Combine(closed, "data")}", "--ports", "auto"]);

        Assert.Contains("\nDW1003 ", text, StringComparison.Ordinal);
        Assert.Contains(Environment.IsPrivilegedProcess ? $"{closed} is closed." : "Access to the path '/data' is denied.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DW1004_names_the_process_that_holds_the_port()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        var text = await FailAsync([Data, $"--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://localhost:{port}"]);

        Assert.Contains($"\nDW1004 Port {port} of 'dashboard' is in use by pid {Environment.ProcessId} (", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DW1004_is_said_of_the_chat_too()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 8001);
        Assert.SkipUnless(TryStart(holder), "Somebody else holds port 8001.");

        var text = await FailAsync([Data]);

        Assert.Contains("\nDW1004 Port 8001 of 'chatapi' is in use by pid ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DW1005_names_the_major_that_wrote_the_data()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.AddFolder(Path.Combine(ClusterFolder, "cluster")), "PG_VERSION"), "9", Token);

        var text = await FailAsync([Data, "--ports", "auto"]);

        Assert.Contains("\nDW1005 The data folder was written by PostgreSQL 9", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DW1006_is_said_of_a_cluster_whose_password_is_gone()
    {
        var (cluster, major) = (folder.AddFolder(Path.Combine(ClusterFolder, "cluster")), (await PostgresPrograms.FindAsync(null, null, Token)).Major);
        await File.WriteAllTextAsync(Path.Combine(cluster, "PG_VERSION"), $"{major}", Token);

        var text = await FailAsync([Data, "--ports", "auto"]);

        Assert.Contains("\nDW1006 ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_does_not_exist_is_named()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root gives processes to other users.");

        var text = await FailAsync([Data, "--ports", "auto", "--DeepWiki:PostgresUser=nobody-of-this-name"]);

        Assert.Contains("cannot be used by nobody-of-this-name: There is no such user.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DW1008_says_how_much_is_free()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && await MountAsync("4k", folder.AddFolder("data")), "A small disk takes the right to mount.");
        try
        {
            var text = await FailAsync([Data, "--ports", "auto"]);

            Assert.Matches("\nDW1008 Only [0-4] MB are free at ", text);
        }
        finally
        {
            await RunAsync("umount", Path.Combine(folder.Path, "data"));
        }
    }

    [Fact]
    public async Task DW1010_names_the_host_that_uses_the_data()
    {
        var held = folder.AddFolder(ClusterFolder);
        await using var holder = new FileStream(Path.Combine(held, "lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        await File.WriteAllTextAsync(Path.Combine(held, "pid"), "4242", Token);

        var text = await FailAsync([Data, "--ports", "auto"]);

        Assert.Contains("\nDW1010 ", text, StringComparison.Ordinal);
        Assert.Contains("pid 4242", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DW1011_is_said_beside_what_else_is_missing()
    {
        // These are looked for on the path of the new process.
        foreach (var program in new[] { "env", "sh", "setpriv", "id", "dirname" })
        {
            File.CreateSymbolicLink(Path.Combine(folder.Path, program), $"/usr/bin/{program}");
        }

        var text = await FailAsync(
            [Data, "--ports", "auto"], new Dictionary<string, string>
            { ["PATH"] = folder.Path, ["DEEPWIKI_PG_BIN"] = folder.Path, ["DOTNET_ROOT"] = DotnetRoot });

        Assert.Equal(["DW1001", "DW1001", "DW1011"], text.Split('\n').Where(line => line.StartsWith("DW", StringComparison.Ordinal)).Select(line => line[..6]));
    }

    [Fact]
    public async Task Ports_are_fixed_or_random_and_nothing_else()
    {
        var text = await FailAsync([Data, "--ports", "8080"]);

        Assert.Contains("\n--ports knows only 'auto', not '8080'.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_finds_everything_ends_with_0_and_starts_nothing()
    {
        await using var host = AppHostProcess.Start(folder, [Data, "--ports", "auto", "--DeepWiki:Check=true"]);

        Assert.Equal(0, await host.EndAsync(Token));
        Assert.DoesNotContain("starting", host.Output, StringComparison.Ordinal);
        Assert.Contains("  model      auto ", host.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, ClusterFolder, "cluster")));
    }

    private static string DotnetRoot => Path.GetFullPath("../../..", System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory());

    private async Task<string> FailAsync(string[] args, IReadOnlyDictionary<string, string>? variables = null)
    {
        await using var host = AppHostProcess.Start(folder, args, variables);
        var code = await host.EndAsync(Token);

        Assert.Equal(2, code);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("starting", host.Output, StringComparison.Ordinal);
        return "\n" + host.Output;
    }

    private static bool TryStart(TcpListener listener)
    {
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Task<bool> MountAsync(string size, string at) => RunAsync("mount", "-t", "tmpfs", "-o", $"size={size},mode=755", "tmpfs", at);

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        await process.WaitForExitAsync(Token);
        return process.ExitCode == 0;
    }
}
