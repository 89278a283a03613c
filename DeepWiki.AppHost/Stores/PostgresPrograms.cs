namespace DeepWiki.AppHost.Stores;

/// <summary>One PostgreSQL of this machine.</summary>
/// <param name="Folder">Folder of its programs.</param>
/// <param name="Version">Version as the program prints it, such as <c>15.18</c>.</param>
/// <param name="Vector">The version of its pgvector; null when it has none.</param>
internal sealed record PostgresPrograms(string Folder, string Version, Version? Vector)
{
    private const int MinMajor = 15;
    private static readonly Version MinVector = new(0, 8);

    public int Major => int.Parse(Version.Split('.')[0]);

    /// <summary>The newest with pgvector, or the one that can read an existing cluster.</summary>
    /// <param name="folder">The folder to look in; null: the usual ones and PATH.</param>
    /// <param name="major">The major version that wrote the cluster; null: there is none yet.</param>
    /// <exception cref="StoreException">There is none.</exception>
    public static async Task<PostgresPrograms> FindAsync(string? folder, int? major, CancellationToken cancellationToken)
    {
        string[] folders = folder is null ? [] : [folder];
        var lines = await Tool.RunAsync(["/bin/sh", PostgresCluster.ScriptFile("find-postgres.sh"), .. folders], cancellationToken);
        var all = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).Where(programs => programs.Major >= MinMajor).ToList();
        var fitting = all.Where(programs => major is null || programs.Major == major).ToList();
        return fitting.Find(programs => programs.Vector >= MinVector) ?? throw (fitting switch
        {
            [var without, ..] => StoreException.VectorMissing(without),
            _ when major is { } wanted && all.Count > 0 => StoreException.DataOfOtherMajor(wanted),
            _ => StoreException.StoreMissing("PostgreSQL 15 or later"),
        });
    }

    // 15.18 0.8.0 /usr/lib/postgresql/15/bin
    private static PostgresPrograms Read(string line)
    {
        var fields = line.Split(' ', 3);
        return new PostgresPrograms(fields[2], fields[0], System.Version.TryParse(fields[1], out var vector) ? vector : null);
    }
}
