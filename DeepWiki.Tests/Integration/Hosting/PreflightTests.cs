#if !USE_ASPIRE
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using DeepWiki.AppHost.Hosting.Preflight;
using DeepWiki.AppHost.Hosting.Processes;
using DeepWiki.Tests.Fakes.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Integration.Hosting;

/// <summary>Each absence gives its code and what helps; docs/operations.md lists them.</summary>
[Trait("Category", "Integration")]
public sealed class PreflightTests : IDisposable
{
    private readonly TestFolder folder = new();

    private string Data => $"--DeepWiki:DataDirectory={folder.Path}";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task DW1001_names_every_server_that_is_missing()
    {
        var old = folder.AddProgram("redis-server", "echo 'Redis server v=6.2.14 sha=00000000:0'");

        var text = await HostingTestBed.FailAsync([Data, $"--DEEPWIKI_PG_BIN={folder.Path}", $"--DEEPWIKI_REDIS_BIN={old}"], builder =>
        {
            HostingTestBed.Postgres(builder);
            HostingTestBed.Redis(builder);
        });

        Assert.Contains("DW1001 PostgreSQL 15 or later was not found", text);
        Assert.Contains("DW1001 Redis 7 or later was not found", text);
    }

    [Fact]
    public async Task DW1002_names_the_package_for_the_installed_major()
    {
        foreach (var program in new[] { "initdb", "psql" })
        {
            folder.AddProgram(program, "");
        }

        folder.AddProgram("postgres", "echo 'postgres (PostgreSQL) 99.1'");
        folder.AddProgram("pg_config", $"echo {folder.Path}");

        var text = await HostingTestBed.FailAsync([Data, $"--DEEPWIKI_PG_BIN={folder.Path}"], HostingTestBed.Postgres);

        Assert.StartsWith("DW1002", text);
        Assert.Contains("postgresql-99-pgvector", text);
    }

    [Fact]
    public async Task DW1003_names_the_first_folder_that_is_closed()
    {
        var closed = Native.IsRoot ? folder.AddFolder("closed", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute) : "/";

        var text = await HostingTestBed.FailAsync([$"--DeepWiki:DataDirectory={Path.Combine(closed, "data")}"], HostingTestBed.Postgres);

        Assert.StartsWith("DW1003", text);
        Assert.Contains($"{closed} is closed", text);
    }

    [Fact]
    public async Task DW1004_names_the_process_that_holds_the_port()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        var text = await HostingTestBed.FailAsync([Data, "--ports", "fixed"], builder => builder.AddRedis("redis", port));

        Assert.StartsWith($"DW1004 Port {port} of 'redis' is in use by pid {Environment.ProcessId} (", text);
    }

    [Fact]
    public async Task DW1005_names_the_major_that_wrote_the_data()
    {
        await WriteClusterAsync("9");

        var text = await HostingTestBed.FailAsync([Data], HostingTestBed.Postgres);

        Assert.StartsWith("DW1005 The data folder was written by PostgreSQL 9", text);
    }

    [Fact]
    public async Task DW1010_names_the_host_that_uses_the_data()
    {
        folder.AddFolder("volumes/data");
        await using var held = new FileStream(Path.Combine(folder.Path, "volumes/data/lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "volumes/data/pid"), "4242", TestContext.Current.CancellationToken);

        var text = await HostingTestBed.FailAsync([Data], HostingTestBed.Postgres);

        Assert.StartsWith("DW1010", text);
        Assert.Contains("pid 4242", text);
    }

    [Theory]
    [InlineData("on", "--dashboard knows off and external.")]
    [InlineData("external", "--dashboard external needs the address")]
    public async Task A_dashboard_that_cannot_be_is_refused(string dashboard, string message)
    {
        var text = await HostingTestBed.FailAsync([Data, "--dashboard", dashboard, "--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL="], _ => { });

        Assert.StartsWith(message, text);
    }

    [Fact]
    public async Task A_reset_without_confirmation_deletes_nothing()
    {
        var version = await WriteClusterAsync("15");

        var text = await HostingTestBed.FailAsync([Data, "--reset"], HostingTestBed.Postgres);

        Assert.Contains("--reset --yes", text);
        Assert.True(File.Exists(version));
    }

    [Fact]
    public async Task A_confirmed_reset_deletes_the_cluster_whatever_wrote_it()
    {
        var version = await WriteClusterAsync("9");
        await using var app = HostingTestBed.Build([Data, "--reset", "--yes", "--ports", "auto"], HostingTestBed.Postgres);

        await app.Services.GetRequiredService<PreflightChecks>().StartAsync(TestContext.Current.CancellationToken);

        Assert.False(File.Exists(version));
    }

    private async Task<string> WriteClusterAsync(string major)
    {
        var version = Path.Combine(folder.AddFolder("volumes/data/cluster"), "PG_VERSION");
        await File.WriteAllTextAsync(version, major, TestContext.Current.CancellationToken);
        return version;
    }
}
#endif
