using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(DeepWiki.Tests.Integration.Hosting.StoresFixture))]

namespace DeepWiki.Tests.Integration.Hosting;

/// <summary>
/// One real PostgreSQL and one real Redis for the whole run, started when the first test asks and ended with the run. Connection strings
/// in the environment (<c>ConnectionStrings__wikidb</c>, <c>ConnectionStrings__redis</c>) take their place.
/// </summary>
public sealed class StoresFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("deepwiki-stores-").FullName;
    private readonly List<Process> processes = [];
    private readonly Lazy<Task<string>> postgres;
    private readonly Lazy<Task<string>> redis;

    public StoresFixture()
    {
        postgres = new(StartPostgresAsync);
        redis = new(StartRedisAsync);
    }

    public Task<string> PostgresAsync() => postgres.Value;

    public Task<string> RedisAsync() => redis.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            // SIGINT lets PostgreSQL end at once and in order; Redis takes it the same way.
            await RunAsync("kill", ["-INT", process.Id.ToString()]);
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
            process.Dispose();
        }

        await RunAsync("rm", ["-rf", folder]);
    }

    private async Task<string> StartPostgresAsync()
    {
        if (Environment.GetEnvironmentVariable("ConnectionStrings__wikidb") is { Length: > 0 } given)
        {
            return given;
        }

        var bin = Directory.GetDirectories("/usr/lib/postgresql").Select(path => Path.Combine(path, "bin")).Where(Directory.Exists)
            .OrderByDescending(path => int.Parse(path.Split('/')[^2])).First();
        var data = Path.Combine(folder, "postgres");
        Directory.CreateDirectory(data);
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", ["postgres", data]);
        }

        await RunAsync([.. AsPostgres(), $"{bin}/initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        var port = FreePort();
        Start([
            .. AsPostgres(), $"{bin}/postgres", "-D", data, "-p", port.ToString(), "-c", "listen_addresses=localhost", "-c", "unix_socket_directories=",
            "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "jit=off"]);
        var connectionString = $"Host=localhost;Port={port};Username=postgres;Database=postgres";
        await UntilAsync(async () =>
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            await using var connection = await source.OpenConnectionAsync();
        });
        return connectionString;
    }

    private async Task<string> StartRedisAsync()
    {
        if (Environment.GetEnvironmentVariable("ConnectionStrings__redis") is { Length: > 0 } given)
        {
            return given;
        }

        var port = FreePort();
        Start(["redis-server", "--port", port.ToString(), "--bind", "127.0.0.1", "-::1", "--save", "", "--appendonly", "no", "--dir", folder]);
        await UntilAsync(async () =>
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
        });
        return $"localhost:{port}";
    }

    // PostgreSQL refuses to run as root.
    private static string[] AsPostgres() =>
        Environment.UserName == "root" ? ["setpriv", "--pdeathsig", "INT", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] : [];

    private void Start(string[] command)
    {
        var info = Describe(command);
        var process = Process.Start(info) ?? throw new InvalidOperationException(command[0]);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        processes.Add(process);
    }

    private static Task RunAsync(string program, string[] arguments) => RunAsync([program, .. arguments]);

    private static async Task RunAsync(string[] command)
    {
        using var process = Process.Start(Describe(command)) ?? throw new InvalidOperationException(command[0]);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
        await output;
        if (process.ExitCode != 0 && command[0] != "kill")
        {
            throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {await error}");
        }
    }

    private static ProcessStartInfo Describe(string[] command) => new(command[0], command.Skip(1))
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task UntilAsync(Func<Task> attempt)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await attempt();
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or SocketException && Stopwatch.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }
}
