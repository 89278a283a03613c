using System.Collections.Concurrent;
using System.Diagnostics;
using DeepWiki.AppHost.Services;
using DeepWiki.AppHost.Stores;
using Npgsql;

namespace DeepWiki.Benchmarks.Hosting;

/// <summary>
/// A PostgreSQL and a Redis that live as long as this object or the process that made it, from the same programs and with the same settings as
/// the AppHost's; <c>ConnectionStrings__wikidb</c> and <c>ConnectionStrings__redis</c> name others.
/// </summary>
internal sealed class LocalStores : IAsyncDisposable
{
    // A server of one's own has at least these; ours has one for every test class.
    private const int DefaultDatabases = 16;
    private const int OwnDatabases = 1024;

    private const string RedisPassword = "redis-password-of-a-measurement";

    // The standard input ends with whoever holds it, however that ends; the holder ends with the server.
    private const string HolderScript = """
        exec 3<&0; /bin/sh "$@" < /dev/null 3<&- & server=$!
        (cat <&3 > /dev/null; kill $server) & exec 3<&-
        wait $server
        """;

    private const int MaxOutputLines = 20;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly PostgresCluster? cluster;
    private readonly List<Process> servers = [];
    private readonly ConcurrentQueue<string> output = [];

    private LocalStores(PostgresCluster? cluster, string postgres, string redis) => (this.cluster, Postgres, Redis) = (cluster, postgres, redis);

    /// <summary>Connection string of a database on the server.</summary>
    public string Postgres { get; }

    /// <summary>Configuration of the Redis client.</summary>
    public string Redis { get; }

    /// <summary>Number of databases of that Redis.</summary>
    public int RedisDatabases => servers.Count > 0 ? OwnDatabases : DefaultDatabases;

    public static async Task<LocalStores> StartAsync(CancellationToken cancellationToken)
    {
        var (postgres, redis) = (Variable("ConnectionStrings__wikidb"), Variable("ConnectionStrings__redis"));
        if (postgres is not null && redis is not null)
        {
            return new LocalStores(null, postgres, redis);
        }

        var settings = new StoreSettings(
            "", IsEphemeral: true, Variable("DEEPWIKI_PG_BIN"), Variable("DEEPWIKI_REDIS_BIN"), Variable("DeepWiki__PostgresUser"));
        var program = await RedisProgram.FindAsync(settings, cancellationToken);
        var own = new PostgresCluster(settings);
        try
        {
            await own.OpenAsync(cancellationToken);
        }
        catch
        {
            own.Dispose();
            throw;
        }

        var (postgresPort, redisPort) = (PortExtensions.PickFree(), PortExtensions.PickFree());
        var server = $"Host=localhost;Port={postgresPort};Username={PostgresCluster.UserName};Password={own.Password};Database=postgres";
        var stores = new LocalStores(own, server, $"localhost:{redisPort},password={RedisPassword}");
        stores.Start([PostgresCluster.Script, .. own.Options(), "-p", $"{postgresPort}"], own.Variables);
        stores.Start(
            [RedisProgram.Script, .. program.Command, "--databases", $"{OwnDatabases}", "--port", $"{redisPort}"],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["REDIS_PASSWORD"] = RedisPassword });
        await stores.WaitForPostgresAsync(cancellationToken);
        return stores;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync().WaitAsync(StartTimeout);
            server.Dispose();
        }

        cluster?.Dispose();
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private void Start(IEnumerable<string> command, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", HolderScript, "sh", .. command])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var server = Process.Start(start) ?? throw new InvalidOperationException("The shell did not start.");
        server.OutputDataReceived += Keep;
        server.ErrorDataReceived += Keep;
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        servers.Add(server);

        void Keep(object sender, DataReceivedEventArgs line)
        {
            output.Enqueue(line.Data ?? "");
            if (output.Count > MaxOutputLines)
            {
                output.TryDequeue(out _);
            }
        }
    }

    private async Task WaitForPostgresAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartTimeout);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Postgres);
                await connection.OpenAsync(limit.Token);
                return;
            }
            catch (NpgsqlException) when (!servers[0].HasExited)
            {
                await Task.Delay(PollInterval, limit.Token);
            }
            catch (NpgsqlException exception)
            {
                await DisposeAsync();
                throw new InvalidOperationException($"PostgreSQL ended: {string.Join('\n', output)}", exception);
            }
        }
    }
}
