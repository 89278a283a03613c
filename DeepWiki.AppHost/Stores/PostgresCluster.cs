using System.Security.Cryptography;

namespace DeepWiki.AppHost.Stores;

/// <summary>A PostgreSQL cluster of this machine: its programs, data folder and password. Nothing is touched before <see cref="OpenAsync"/>.</summary>
internal sealed class PostgresCluster(StoreSettings settings) : IDisposable
{
    public const string UserName = "postgres";

    private DataFolder? folder;
    private PostgresPrograms? programs;

    /// <summary>The script that makes the cluster at its first start and holds the server.</summary>
    public static string Script => ScriptFile("postgres.sh");

    /// <summary>PostgreSQL refuses to run as root; null for everybody else.</summary>
    public string? User { get; private set; }

    public PostgresPrograms Programs => programs ?? throw new InvalidOperationException("The cluster is not open.");

    /// <summary>Generated password, kept beside the data: without it the cluster cannot be used.</summary>
    public string Password => File.ReadAllText(PasswordFile);

    /// <summary>Variables of the script.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["FOLDER"] = Folder,
        ["PROGRAMS"] = Programs.Folder,
        ["RUN_AS"] = User ?? "",
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
    /// <exception cref="StoreException">Programs are missing, or the folder is closed, in use, without its password or of another version.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        folder ??= DataFolder.Open(settings.IsEphemeral ? null : Path.Combine(settings.DataDirectory, "volumes", "deepwiki-postgres"));
        if (Environment.IsPrivilegedProcess)
        {
            User = settings.PostgresUser ?? (await Tool.TryReadAsync(["id", "-u", "postgres"], cancellationToken) is null ? "nobody" : "postgres");
            if (await Tool.RunAsync(["/bin/sh", ScriptFile("reach.sh"), User, Folder], cancellationToken) is { Length: > 0 } reason)
            {
                throw StoreException.Unreachable(Folder, User, reason);
            }
        }

        var version = Path.Combine(Folder, "cluster", "PG_VERSION");
        int? major = File.Exists(version) ? int.Parse(await File.ReadAllTextAsync(version, cancellationToken)) : null;
        programs ??= await PostgresPrograms.FindAsync(settings.PostgresFolder, major, cancellationToken);
        if (!File.Exists(PasswordFile))
        {
            await WritePasswordAsync(major is null ? PasswordFile : throw StoreException.PasswordMissing(PasswordFile), cancellationToken);
        }
    }

    public void Dispose() => folder?.Dispose();

    internal static string ScriptFile(string name) => Path.Combine(AppContext.BaseDirectory, "Stores", name);

    private static async Task WritePasswordAsync(string path, CancellationToken cancellationToken)
    {
        var mine = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        await using (var file = new StreamWriter(path + ".new", mine))
        {
            await file.WriteAsync(RandomNumberGenerator.GetHexString(32, lowercase: true).AsMemory(), cancellationToken);
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}
