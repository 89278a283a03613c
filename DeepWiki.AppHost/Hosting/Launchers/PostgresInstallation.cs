using System.Diagnostics;
using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Preflight;

namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>Finds a PostgreSQL with pgvector on this machine.</summary>
internal sealed class PostgresInstallation(HostSettings settings)
{
    private const int OldestMajor = 15;

    // Newest first. An existing cluster can only be read by the major that wrote it.
    public string Find(int? major = null)
    {
        var found = Folders().Where(IsComplete).ToList();
        var fitting = major is null ? found : [.. found.Where(folder => Major(folder) == major)];
        return fitting.FirstOrDefault(HasVector)
            ?? (major is not null && fitting.Count == 0 && found.Count > 0 ? throw new PreflightException(PreflightCode.DataOfOtherMajor(major.Value))
            : fitting.FirstOrDefault() is { } folder ? throw new PreflightException(PreflightCode.VectorMissing(Major(folder)))
            : throw new PreflightException(PreflightCode.StoreMissing("PostgreSQL 15 or later")));
    }

    public static int Major(string folder) => int.Parse(Version(folder).Split('.')[0]);

    // postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
    public static string Version(string folder) => Ask(Path.Combine(folder, "postgres"), "--version").Split(' ')[2];

    private IEnumerable<string> Folders()
    {
        if (settings.PostgresFolder is { Length: > 0 } given)
        {
            return [given];
        }

        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin")) : [];
        var fedora = Directory.GetDirectories("/usr", "pgsql-*").Select(folder => Path.Combine(folder, "bin"));
        return debian.Concat(fedora).Where(IsComplete).OrderByDescending(Major).Concat(Programs.Path);
    }

    private static bool IsComplete(string folder) =>
        new[] { "postgres", "initdb", "psql" }.All(program => File.Exists(Path.Combine(folder, program))) && Major(folder) >= OldestMajor;

    private static bool HasVector(string folder)
    {
        var config = Path.Combine(folder, "pg_config");
        var shared = File.Exists(config) ? Ask(config, "--sharedir").Trim() : $"/usr/share/postgresql/{Major(folder)}";
        var control = Path.Combine(shared, "extension", "vector.control");
        var line = File.Exists(control) ? File.ReadLines(control).FirstOrDefault(line => line.StartsWith("default_version", StringComparison.Ordinal)) : null;
        return line?.Split('\'') is [_, var version, ..] && System.Version.TryParse(version, out var parsed) && parsed >= new Version(0, 8);
    }

    private static string Ask(string program, string argument)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [argument]) { UseShellExecute = false, RedirectStandardOutput = true })!; // UseShellExecute is off: never null.
        return process.StandardOutput.ReadToEnd();
    }
}
