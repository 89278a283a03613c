using System.Security.Cryptography;

namespace DeepWiki.AppHost.Stores;

/// <summary>A PostgreSQL cluster of this machine: its programs, data folder, password and command line. Nothing is touched before <see cref="OpenAsync"/>.</summary>
internal sealed class PostgresCluster(StoreSettings settings) : IDisposable
{
    public const string UserName = "postgres";

    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ0123456789";

    private DataFolder? folder;
    private PostgresPrograms? programs;

    /// <summary>PostgreSQL refuses to run as root; null for everybody else.</summary>
    public UnixUser? User { get; } = Environment.IsPrivilegedProcess ? UnixUser.Find(settings.PostgresUser ?? "postgres") ?? UnixUser.Find("nobody") : null;

    /// <summary>A generated one, kept beside the data: whoever loses it has lost the cluster.</summary>
    public string Password => File.Exists(PasswordFile) ? File.ReadAllText(PasswordFile) : WritePassword();

    public PostgresPrograms Programs => programs ?? throw new InvalidOperationException("The cluster is not open.");

    private string Folder => folder?.Path ?? throw new InvalidOperationException("The cluster is not open.");

    private string Data => Path.Combine(Folder, "cluster");

    private string PasswordFile => Path.Combine(Folder, "password");

    /// <summary>Takes the data folder and finds programs that fit what lies in it; may be called again.</summary>
    /// <exception cref="StoreException">Programs are missing, or the folder is closed, in use or of another version.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        folder ??= settings.IsEphemeral ? DataFolder.OpenTemporary() : DataFolder.Open(Path.Combine(settings.DataDirectory, "volumes", "deepwiki-postgres"));
        if (User is { } user && await ClosedParentAsync(Folder, user, cancellationToken) is { } closed)
        {
            throw new StoreException(StoreCode.Unreachable(Folder, user.Name, closed));
        }

        var version = Path.Combine(Data, "PG_VERSION");
        int? major = File.Exists(version) ? int.Parse(await File.ReadAllTextAsync(version, cancellationToken)) : null;
        programs ??= await PostgresPrograms.FindAsync(settings.PostgresFolder, major, cancellationToken);
    }

    /// <summary>Makes the cluster unless it is there: aside and then renamed, so that a killed first start leaves nothing half-made.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(Data))
        {
            return;
        }

        var fresh = Path.Combine(Folder, "cluster.new");
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        Directory.CreateDirectory(fresh, OwnerFolder);
        var handOver = Path.Combine(Folder, "password.new");
        WritePrivate(handOver, Password);
        if (User is { } user)
        {
            await Tool.RunAsync(["chown", $"{user.Id}:{user.GroupId}", fresh, handOver], cancellationToken);
        }

        await Tool.RunAsync(
            [.. User?.Command ?? [], Path.Combine(Programs.Folder, "initdb"), "-D", fresh, "-U", UserName, $"--pwfile={handOver}",
             "--auth-host=scram-sha-256", "--auth-local=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"],
            cancellationToken);
        File.Delete(handOver);
        Directory.Move(fresh, Data);
    }

    /// <summary>The command line of the server, but for its port.</summary>
    public IReadOnlyList<string> Command() =>
    [
        .. User?.Command ?? [], Path.Combine(Programs.Folder, "postgres"), "-D", Data,
        "-c", "listen_addresses=localhost", "-c", "unix_socket_directories=", "-c", "logging_collector=off", "-c", "log_destination=stderr",
        .. Tuning(), .. settings.IsEphemeral ? (string[])["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"] : [],
    ];

    public void Dispose() => folder?.Dispose();

    // A quarter of the memory up to 1 GB, room for building vector indexes and bulk loads; short queries gain nothing from jit.
    private static string[] Tuning()
    {
        var megabytes = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / (1024 * 1024), 128, 1024);
        return ["-c", $"shared_buffers={megabytes}MB", "-c", "maintenance_work_mem=512MB", "-c", "max_wal_size=4GB", "-c", "wal_compression=on", "-c", "jit=off"];
    }

    // The first folder on the way that the user may not pass.
    private static async Task<string?> ClosedParentAsync(string folder, UnixUser user, CancellationToken cancellationToken)
    {
        List<string> way = [];
        for (var step = folder; step is not null; step = Path.GetDirectoryName(step))
        {
            way.Insert(0, step);
        }

        const string script = """for step; do [ -x "$step" ] || { echo "$step"; exit; }; done""";
        var closed = await Tool.RunAsync([.. user.Command, "/bin/sh", "-c", script, "sh", .. way], cancellationToken);
        return closed.Length > 0 ? closed : null;
    }

    private string WritePassword()
    {
        var password = RandomNumberGenerator.GetString(Letters, 22);
        WritePrivate(PasswordFile, password);
        return password;
    }

    private static void WritePrivate(string path, string text)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(file);
        writer.Write(text);
    }
}
