using System.Diagnostics;
using System.Net;
using DeepWiki.AppHost.Services;
using DeepWiki.AppHost.Stores;
using DeepWiki.Benchmarks.Hosting;
using DeepWiki.Tests.Support.Hosting;

namespace DeepWiki.Tests.Graph;

/// <summary>The AppHost as a process: how it starts, ends and is killed.</summary>
[Trait("Category", "Graph")]
public sealed class AppHostTests
{
    private const string Key = "sk-of-the-services-alone";
    private static readonly string[] Ephemeral = ["--DeepWiki:Ephemeral=true", "--ports", "auto"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ctrl_C_leaves_nothing_and_does_not_disturb_a_host_beside_it()
    {
        using var folder = new TestFolder();
        using var other = new TestFolder();
        await AddDeveloperCertificateAsync(folder);
        await using var first = AppHostProcess.Start(folder, Ephemeral, Trust(folder).Append(new("OPENAI_API_KEY", Key)).ToDictionary());
        await using var second = AppHostProcess.Start(other, Ephemeral);
        await Task.WhenAll(first.ReadUntilAsync(AppHostProcess.Ready, Token), second.ReadUntilAsync(AppHostProcess.Ready, Token));
        Assert.Contains(first.Started(), id => ProcessTable.CommandLine(id).Contains("bin/postgres ", StringComparison.Ordinal));

        var knowing = ProcessTable.Mentioning(Key).Select(id => Path.GetFileName(ProcessTable.CommandLine(id).Split(' ')[0])).ToList();
        Assert.Contains("DeepWiki.ChatApi", knowing);
        Assert.DoesNotContain(knowing, program => program is "postgres" or "redis-server" or "valkey-server");

        first.Signal(UnixSignal.Interrupt);
        var code = await first.EndAsync(Token);
        await first.WaitForEndAsync(Token);
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(second.Wiki, "/health"), Token);
        using var dashboard = await client.GetAsync(second.Dashboard, Token);

        Assert.True(code == 0, first.Output);
        Assert.Empty(Directory.GetDirectories(folder.Path, "deepwiki-data-*"));
        Assert.DoesNotContain("did not stop", first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Ports, first.Ports.Where(PortExtensions.IsFree));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (response.StatusCode, dashboard.StatusCode));
        Assert.Empty(first.Ports.Intersect(second.Ports));

        second.Signal(UnixSignal.Kill);
        await second.WaitForEndAsync(Token);
        Assert.Empty(Directory.GetDirectories(other.Path, "deepwiki-data-*"));
    }

    [Fact]
    public async Task Ctrl_C_while_it_starts_ends_as_later()
    {
        using var folder = new TestFolder();
        await using var host = AppHostProcess.Start(folder, Ephemeral);
        await host.ReadUntilAsync("Distributed application starting", Token);

        host.Signal(UnixSignal.Interrupt);
        var code = await host.EndAsync(Token);
        await host.WaitForEndAsync(Token);

        Assert.True(code == 0, host.Output);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(folder.Path, "deepwiki-data-*"));
    }

    [Fact]
    public async Task A_killed_host_leaves_no_process_and_its_data_to_the_next_which_shuts_the_database_down()
    {
        using var folder = new TestFolder();
        var data = Path.Combine(folder.Path, "data");
        string[] args = [$"--DeepWiki:DataDirectory={data}", "--ports", "auto"];
        await using var killed = AppHostProcess.Start(folder, args);
        await killed.ReadUntilAsync(AppHostProcess.Ready, Token);

        killed.Signal(UnixSignal.Kill);
        await killed.WaitForEndAsync(Token);
        var afterKill = await ControlDataAsync(data);
        await using var next = AppHostProcess.Start(folder, args);
        await next.ReadUntilAsync(AppHostProcess.Ready, Token);
        var password = await File.ReadAllTextAsync(Path.Combine(data, "volumes", "deepwiki-postgres", "password"), Token);
        var shown = next.Started().Where(id => ProcessTable.CommandLine(id).Contains(password, StringComparison.Ordinal)).ToList();
        next.Signal(UnixSignal.Kill);
        // At once, while the database of the killed one still ends.
        await using var last = AppHostProcess.Start(folder, args);
        await last.ReadUntilAsync(AppHostProcess.Ready, Token);
        last.Signal(UnixSignal.Interrupt);
        await last.EndAsync(Token);
        await last.WaitForEndAsync(Token);
        var afterStop = await ControlDataAsync(data);

        Assert.All([afterKill, afterStop], state => Assert.Matches("Database cluster state: +shut down\n", state));
        Assert.Empty(shown);
        Assert.DoesNotContain(password, killed.Output + next.Output, StringComparison.Ordinal);
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

    // As Aspire's command line and IDEs make it; with it Aspire asks its resources for TLS.
    private static async Task AddDeveloperCertificateAsync(TestFolder home)
    {
        var start = new ProcessStartInfo("dotnet", ["dev-certs", "https", "--trust"])
        { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Trust(home).Append(new("HOME", home.Path)))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!; // UseShellExecute is off: never null.
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        Assert.NotEmpty(Directory.GetFiles(home.Path, "*.pfx", SearchOption.AllDirectories));
    }

    private static Dictionary<string, string> Trust(TestFolder home) => new() { ["SSL_CERT_DIR"] = $"/etc/ssl/certs:{home.Path}/.aspnet/dev-certs/trust" };

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
