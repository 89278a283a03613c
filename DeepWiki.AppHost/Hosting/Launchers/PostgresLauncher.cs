using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Preflight;
using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.AppHost.Hosting.Launchers;

internal sealed class PostgresLauncher(HostSettings settings, PostgresInstallation installation) : ILauncher
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode Traversable = OwnerFolder | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly string? User = Native.IsRoot ? "postgres" : null;

    public bool Handles(IResource resource) => resource is PostgresServerResource;

    public void Prepare(IResource resource)
    {
        var server = (PostgresServerResource)resource;
        installation.Find();
        Reset(server);
        if (Volume(server) is { } volume && File.Exists(PasswordFile(volume)))
        {
            server.PasswordParameter.Fix(File.ReadAllText(PasswordFile(volume)));
        }
    }

    public async Task<LaunchPlan> PlanAsync(IResource resource, CancellationToken cancellationToken)
    {
        var server = (PostgresServerResource)resource;
        if (server.Annotations.OfType<ImageAnnotation>().Last().Image is not ("postgres" or "pgvector/pgvector"))
        {
            throw new DistributedApplicationException($"The image of '{server.Name}' needs UseAspire=true and a container runtime.");
        }

        var volume = Volume(server);
        var folder = volume ?? Directory.CreateTempSubdirectory("deepwiki-postgres-").FullName;
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, Traversable);
        var lease = Lock(folder);
        var cluster = Path.Combine(folder, "cluster");
        var version = Path.Combine(cluster, "PG_VERSION");
        var binaries = installation.Find(File.Exists(version) ? int.Parse(await File.ReadAllTextAsync(version, cancellationToken)) : null);
        if (!File.Exists(version))
        {
            await CreateClusterAsync(server, binaries, folder, cancellationToken);
        }

        string[] careless = volume is null ? ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"] : [];
        return new LaunchPlan(
            Path.Combine(binaries, "postgres"),
            ["-D", cluster, "-p", server.PrimaryEndpoint.Port.ToString(), "-c", "listen_addresses=localhost", "-c", "unix_socket_directories=",
             "-c", "logging_collector=off", "-c", "log_destination=stderr", .. careless],
            folder,
            StoreEnvironment.Create())
        {
            User = User,
            Input = "",
            StopSignal = Native.Interrupt,
            SignalsGroup = false,
            TemporaryFolder = volume is null ? folder : null,
            Lease = lease,
        };
    }

    private string? Volume(PostgresServerResource server) =>
        !settings.IsEphemeral && server.Annotations.OfType<VolumeAnnotation>().LastOrDefault() is { } volume
            ? Path.Combine(settings.DataRoot, "volumes", volume.Name)
            : null;

    private void Reset(PostgresServerResource server)
    {
        if (!settings.Resets || Volume(server) is not { } volume || !Directory.Exists(volume))
        {
            return;
        }

        if (!settings.IsConfirmed)
        {
            throw new PreflightException($"--reset deletes all data in {volume}: say --reset --yes.");
        }

        using (Lock(volume))
        {
            Directory.Delete(volume, recursive: true);
        }
    }

    private static string PasswordFile(string folder) => Path.Combine(folder, "password");

    private static FileStream Lock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new PreflightException(PreflightCode.DataInUse(folder));
        }
    }

    // Made aside and renamed, so that a killed first start leaves nothing half-made.
    private static async Task CreateClusterAsync(PostgresServerResource server, string binaries, string folder, CancellationToken cancellationToken)
    {
        var fresh = Path.Combine(folder, "cluster.new");
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        Directory.CreateDirectory(fresh, OwnerFolder);
        var password = server.PasswordParameter.Resolve();
        await WritePrivateAsync(PasswordFile(folder), password, cancellationToken);
        var handOver = Path.Combine(folder, "password.new");
        await WritePrivateAsync(handOver, password, cancellationToken);
        if (User is not null)
        {
            await Tool.RunAsync("chown", [$"{User}:", fresh, handOver], cancellationToken);
        }

        string[] identity = User is null ? [] : [$"--reuid={User}", $"--regid={User}", "--init-groups"];
        await Tool.RunAsync("setpriv", ["--pdeathsig", "clear", .. identity, "--", Path.Combine(binaries, "initdb"), "-D", fresh, "-U", server.UserName,
            $"--pwfile={handOver}", "--auth-host=scram-sha-256", "--auth-local=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"],
            cancellationToken);
        File.Delete(handOver);
        Directory.Move(fresh, Path.Combine(folder, "cluster"));
    }

    private static async Task WritePrivateAsync(string path, string text, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        });
        await using var writer = new StreamWriter(file);
        await writer.WriteAsync(text.AsMemory(), cancellationToken);
    }
}
