using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Preflight;
using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.AppHost.Hosting.Launchers;

internal sealed class PostgresLauncher(HostSettings settings, PostgresInstallation installation, PostgresVolume volumes) : ILauncher
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public bool Handles(IResource resource) => resource is PostgresServerResource;

    public async Task<CheckRow?> CheckAsync(IResource resource, CancellationToken cancellationToken)
    {
        var server = (PostgresServerResource)resource;
        var folder = await volumes.OpenAsync(server, cancellationToken);
        var programs = await installation.FindAsync(volumes.Major(server), cancellationToken);
        List<string> notices = volumes.User is { } user ? [PreflightCode.RunsAs(user.Name)] : [];
        var password = Path.Combine(folder, PostgresVolume.Password);
        if (File.Exists(password))
        {
            var stored = await File.ReadAllTextAsync(password, cancellationToken);
            if (settings.Parameter(server.PasswordParameter.Name) is { Length: > 0 } given && given != stored)
            {
                notices.Add($"The data of '{server.Name}' keeps its password ({password}); Parameters:{server.PasswordParameter.Name} is not used.");
            }

            server.PasswordParameter.Fix(stored);
        }

        var place = volumes.IsTemporary(server) ? "data in a temporary folder" : $"data in {settings.Shorten(settings.DataRoot)}";
        return new CheckRow(server.Name, $"{programs.Version}, pgvector {programs.Vector}", place) { Notices = notices };
    }

    public async Task<LaunchPlan> PlanAsync(IResource resource, CancellationToken cancellationToken)
    {
        var server = (PostgresServerResource)resource;
        if (server.Annotations.OfType<ImageAnnotation>().Last().Image is not ("postgres" or "pgvector/pgvector"))
        {
            throw new DistributedApplicationException($"The image of '{server.Name}' needs UseAspire=true and a container runtime.");
        }

        var folder = volumes.Folder(server);
        var programs = await installation.FindAsync(volumes.Major(server), cancellationToken);
        if (volumes.Major(server) is null)
        {
            await CreateClusterAsync(server, programs, folder, cancellationToken);
        }

        string[] careless = volumes.IsTemporary(server) ? ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"] : [];
        return new LaunchPlan(
            Path.Combine(programs.Folder, "postgres"),
            ["-D", Path.Combine(folder, PostgresVolume.Cluster), "-p", server.PrimaryEndpoint.Port.ToString(), "-c", "listen_addresses=localhost",
             "-c", "unix_socket_directories=", "-c", "logging_collector=off", "-c", "log_destination=stderr", .. Tuning(), .. careless],
            folder,
            StoreEnvironment.Create())
        {
            User = volumes.User,
            Input = "",
            StopSignal = Native.Interrupt,
            SignalsGroup = false,
        };
    }

    // A quarter of the memory up to 1 GB, room for building vector indexes and bulk loads; short queries gain nothing from jit.
    private static string[] Tuning()
    {
        var megabytes = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / (1024 * 1024), 128, 1024);
        return ["-c", $"shared_buffers={megabytes}MB", "-c", "maintenance_work_mem=512MB", "-c", "max_wal_size=4GB", "-c", "wal_compression=on", "-c", "jit=off"];
    }

    // Made aside and renamed, so that a killed first start leaves nothing half-made.
    private async Task CreateClusterAsync(PostgresServerResource server, PostgresPrograms programs, string folder, CancellationToken cancellationToken)
    {
        var fresh = Path.Combine(folder, "cluster.new");
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        Directory.CreateDirectory(fresh, OwnerFolder);
        var password = server.PasswordParameter.Resolve();
        await WritePrivateAsync(Path.Combine(folder, PostgresVolume.Password), password, cancellationToken);
        var handOver = Path.Combine(folder, "password.new");
        await WritePrivateAsync(handOver, password, cancellationToken);
        if (volumes.User is { } user)
        {
            await Tool.RunAsync("chown", [$"{user.Id}:{user.GroupId}", fresh, handOver], cancellationToken);
        }

        await Tool.RunAsync(
            "setpriv",
            ["--pdeathsig", "clear", .. volumes.User?.Switches ?? [], "--", Path.Combine(programs.Folder, "initdb"), "-D", fresh, "-U", server.UserName,
             $"--pwfile={handOver}", "--auth-host=scram-sha-256", "--auth-local=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"],
            cancellationToken);
        File.Delete(handOver);
        Directory.Move(fresh, Path.Combine(folder, PostgresVolume.Cluster));
    }

    private static async Task WritePrivateAsync(string path, string text, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        await using var writer = new StreamWriter(file);
        await writer.WriteAsync(text.AsMemory(), cancellationToken);
    }
}
