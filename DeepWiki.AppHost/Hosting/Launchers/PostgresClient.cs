namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>Asks PostgreSQL through psql, so that the host needs no driver.</summary>
internal sealed class PostgresClient(PostgresInstallation installation)
{
    public async Task<(bool Succeeded, string Text)> ExecuteAsync(
        PostgresServerResource server, string database, string statement, CancellationToken cancellationToken)
    {
        var programs = await installation.FindAsync(major: null, cancellationToken);
        var environment = StoreEnvironment.Create();
        environment["PGPASSWORD"] = server.PasswordParameter.Resolve();
        environment["PGCONNECT_TIMEOUT"] = "5";
        var (code, output, error) = await Tool.CaptureAsync(
            Path.Combine(programs.Folder, "psql"),
            ["-X", "-w", "-qtA", "-v", "VERBOSITY=sqlstate", "-h", "localhost", "-p", server.PrimaryEndpoint.Port.ToString(),
             "-U", server.UserName, "-d", database, "-c", statement],
            environment,
            cancellationToken);
        return code == 0 ? (true, output.Trim()) : (false, error.Trim());
    }
}
