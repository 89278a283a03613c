using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Preflight;

namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>Finds a PostgreSQL with pgvector on this machine.</summary>
internal sealed class PostgresInstallation(HostSettings settings)
{
    private const int OldestMajor = 15;

    private readonly Lazy<Task<List<PostgresPrograms>>> found = new(() => ReadAsync(settings.PostgresFolder, CancellationToken.None));

    // Newest first. An existing cluster can only be read by the major that wrote it.
    public async Task<PostgresPrograms> FindAsync(int? major, CancellationToken cancellationToken)
    {
        var all = await found.Value.WaitAsync(cancellationToken);
        var fitting = all.Where(programs => major is null || programs.Major == major).ToList();
        return fitting.Find(programs => programs.HasVector) ?? throw new PreflightException(fitting switch
        {
            [var without, ..] => PreflightCode.VectorMissing(without),
            _ when major is { } wanted && all.Count > 0 => PreflightCode.DataOfOtherMajor(wanted),
            _ => PreflightCode.StoreMissing("PostgreSQL 15 or later"),
        });
    }

    private static async Task<List<PostgresPrograms>> ReadAsync(string? given, CancellationToken cancellationToken)
    {
        string[] roots = [.. Folders("/usr/lib/postgresql", "*"), .. Folders("/usr", "pgsql-*")];
        string[] usual = [.. roots.Select(folder => Path.Combine(folder, "bin"))];
        var read = await Task.WhenAll((given is { Length: > 0 } ? [given] : usual).Select(folder => ReadFolderAsync(folder, cancellationToken)));
        if (given is null && read.All(programs => programs is null))
        {
            read = await Task.WhenAll(Programs.Path.Select(folder => ReadFolderAsync(folder, cancellationToken)));
        }

        return [.. read.OfType<PostgresPrograms>().Where(programs => programs.Major >= OldestMajor).OrderByDescending(programs => programs.Major)];
    }

    private static string[] Folders(string parent, string pattern) => Directory.Exists(parent) ? Directory.GetDirectories(parent, pattern) : [];

    private static async Task<PostgresPrograms?> ReadFolderAsync(string folder, CancellationToken cancellationToken)
    {
        if (!new[] { "postgres", "initdb", "psql" }.All(program => File.Exists(Path.Combine(folder, program))))
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
        return line?.Split('\'') is [_, var version, ..] && Version.TryParse(version, out var parsed) ? parsed : null;
    }
}
