namespace DeepWiki.AppHost.Stores;

/// <summary>One PostgreSQL of this machine.</summary>
/// <param name="Folder">Where its programs lie.</param>
/// <param name="Version">As it says itself, <c>15.18</c>.</param>
/// <param name="Vector">The version of its pgvector; null when it has none.</param>
internal sealed record PostgresPrograms(string Folder, string Version, Version? Vector)
{
    private const int OldestMajor = 15;
    private static readonly Version OldestVector = new(0, 8);

    public int Major => int.Parse(Version.Split('.')[0]);

    /// <summary>The newest with pgvector, or the one that can read an existing cluster.</summary>
    /// <param name="folder">The folder to look in; null: the usual ones and PATH.</param>
    /// <param name="major">The major version that wrote the cluster; null: there is none yet.</param>
    /// <exception cref="StoreException">There is none.</exception>
    public static async Task<PostgresPrograms> FindAsync(string? folder, int? major, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll((folder is not null ? [folder] : Candidates()).Select(candidate => ReadAsync(candidate, cancellationToken)));
        var all = found.OfType<PostgresPrograms>().Where(programs => programs.Major >= OldestMajor).ToList();
        var fitting = all.Where(programs => major is null || programs.Major == major).OrderByDescending(programs => programs.Major).ToList();
        return fitting.Find(programs => programs.Vector >= OldestVector) ?? throw (fitting switch
        {
            [var without, ..] => StoreException.VectorMissing(without),
            _ when major is { } wanted && all.Count > 0 => StoreException.DataOfOtherMajor(wanted),
            _ => StoreException.StoreMissing("PostgreSQL 15 or later"),
        });
    }

    private static IEnumerable<string> Candidates() => Folders("/usr/lib/postgresql", "*").Concat(Folders("/usr", "pgsql-*")).Select(root => Path.Combine(root, "bin"))
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));

    private static string[] Folders(string parent, string pattern) => Directory.Exists(parent) ? Directory.GetDirectories(parent, pattern) : [];

    private static async Task<PostgresPrograms?> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(folder, "postgres")) || !File.Exists(Path.Combine(folder, "initdb")))
        {
            return null;
        }

        // postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
        var version = (await Tool.TryReadAsync(Path.Combine(folder, "postgres"), "--version", cancellationToken))?.Split(' ') is [_, _, var number, ..] ? number : null;
        return version is not null && int.TryParse(version.Split('.')[0], out var major)
            ? new PostgresPrograms(folder, version, await VectorAsync(folder, major, cancellationToken))
            : null;
    }

    private static async Task<Version?> VectorAsync(string folder, int major, CancellationToken cancellationToken)
    {
        var shared = await Tool.TryReadAsync(Path.Combine(folder, "pg_config"), "--sharedir", cancellationToken) ?? $"/usr/share/postgresql/{major}";
        var control = Path.Combine(shared, "extension", "vector.control");
        // default_version = '0.8.0'
        var line = File.Exists(control) ? File.ReadLines(control).FirstOrDefault(line => line.StartsWith("default_version", StringComparison.Ordinal)) : null;
        return line?.Split('\'') is [_, var version, ..] && System.Version.TryParse(version, out var parsed) ? parsed : null;
    }
}
