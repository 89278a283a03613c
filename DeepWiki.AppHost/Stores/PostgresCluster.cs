using System.Security.Cryptography;

namespace DeepWiki.AppHost.Stores;

/// <summary>A PostgreSQL cluster of this machine: its programs, data folder and password, for postgres.sh. Nothing is touched before <see cref="OpenAsync"/>.</summary>
internal sealed class PostgresCluster(StoreSettings settings) : IDisposable
{
    public const string UserName = "postgres";

    private DataFolder? folder;
    private PostgresPrograms? programs;

    /// <summary>The script that makes the cluster at its first start and holds the server.</summary>
    public static string Script => Path.Combine(AppContext.BaseDirectory, "Stores", "postgres.sh");

    /// <summary>PostgreSQL refuses to run as root; null for everybody else.</summary>
    public UnixUser? User { get; } = Environment.IsPrivilegedProcess ? UnixUser.Find(settings.PostgresUser ?? "postgres") ?? UnixUser.Find("nobody") : null;

    public PostgresPrograms Programs => programs ?? throw new InvalidOperationException("The cluster is not open.");

    /// <summary>A generated one, kept beside the data: whoever loses it has lost the cluster.</summary>
    public string Password => File.ReadAllText(PasswordFile);

    /// <summary>Variables of the script.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["FOLDER"] = Folder,
        ["PROGRAMS"] = Programs.Folder,
        ["RUN_AS"] = string.Join(' ', User?.Command ?? []),
        ["OWNER"] = User is { } user ? $"{user.Id}:{user.GroupId}" : "",
        ["TEMPORARY"] = settings.IsEphemeral ? "yes" : "",
    };

    /// <summary>Options of the server, but for its port.</summary>
    public IReadOnlyList<string> Options()
    {
        // A quarter of the memory up to 1 GB, room for building vector indexes and bulk loads; short queries gain nothing from jit.
        var megabytes = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / (1024 * 1024), 128, 1024);
        return
        [
            "-c", "listen_addresses=localhost", "-c", "unix_socket_directories=", "-c", "logging_collector=off", "-c", "log_destination=stderr",
            "-c", $"shared_buffers={megabytes}MB", "-c", "maintenance_work_mem=512MB", "-c", "max_wal_size=4GB", "-c", "wal_compression=on", "-c", "jit=off",
            // What a server that is killed has committed stays; a machine that falls takes it along.
            .. settings.IsEphemeral ? (string[])["-c", "fsync=off", "-c", "full_page_writes=off"] : [],
        ];
    }

    private string Folder => folder?.Path ?? throw new InvalidOperationException("The cluster is not open.");

    private string PasswordFile => Path.Combine(Folder, "password");

    /// <summary>Takes the data folder, finds programs that fit what lies in it, and makes a password; may be called again.</summary>
    /// <exception cref="StoreException">Programs are missing, or the folder is closed, in use or of another version.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        folder ??= settings.IsEphemeral ? DataFolder.OpenTemporary() : DataFolder.Open(Path.Combine(settings.DataDirectory, "volumes", "deepwiki-postgres"));
        if (User is { } user && await ClosedParentAsync(Folder, user, cancellationToken) is { Length: > 0 } closed)
        {
            throw StoreException.Unreachable(Folder, user.Name, $"{closed} is closed.");
        }

        var version = Path.Combine(Folder, "cluster", "PG_VERSION");
        int? major = File.Exists(version) ? int.Parse(await File.ReadAllTextAsync(version, cancellationToken)) : null;
        programs ??= await PostgresPrograms.FindAsync(settings.PostgresFolder, major, cancellationToken);
        if (!File.Exists(PasswordFile))
        {
            var mine = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            await using var file = new StreamWriter(PasswordFile, mine);
            await file.WriteAsync(RandomNumberGenerator.GetHexString(32, lowercase: true));
        }
    }

    public void Dispose() => folder?.Dispose();

    // Climbing up, the last folder that the user may not pass.
    private static Task<string> ClosedParentAsync(string folder, UnixUser user, CancellationToken cancellationToken)
    {
        const string script = """while [ ! -x "$1" ]; do closed=$1; set -- "$(dirname "$1")"; done; echo "$closed" """;
        return Tool.RunAsync([.. user.Command, "/bin/sh", "-c", script, "sh", folder], cancellationToken);
    }
}
