using System.Diagnostics;

namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>Asks PostgreSQL through psql, so that the host needs no driver.</summary>
internal sealed class PostgresClient(PostgresInstallation installation)
{
    public async Task<(bool Succeeded, string Text)> ExecuteAsync(PostgresServerResource server, string database, string statement)
    {
        var start = new ProcessStartInfo(Path.Combine(installation.Find(), "psql"),
            ["-X", "-w", "-qtA", "-v", "VERBOSITY=sqlstate", "-h", "localhost", "-p", server.PrimaryEndpoint.Port.ToString(),
             "-U", server.UserName, "-d", database, "-c", statement])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = server.PasswordParameter.Resolve();
        start.Environment["PGCONNECT_TIMEOUT"] = "5";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("psql did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (true, (await output).Trim()) : (false, error.Trim());
    }
}
