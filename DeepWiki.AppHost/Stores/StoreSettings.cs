namespace DeepWiki.AppHost.Stores;

/// <summary>Settings of PostgreSQL and Redis: their programs and the folder of their data.</summary>
/// <param name="DataDirectory">Absolute path; with <see cref="IsEphemeral"/> nothing is written there.</param>
/// <param name="IsEphemeral">The data lies in a temporary folder that is deleted at the end.</param>
/// <param name="PostgresFolder">Folder of PostgreSQL's programs; null: the usual folders are searched.</param>
/// <param name="RedisProgram">File of Redis; null: it is looked for on PATH.</param>
/// <param name="PostgresUser">As root, the user that PostgreSQL runs as; null: <c>postgres</c>, else <c>nobody</c>.</param>
internal sealed record StoreSettings(string DataDirectory, bool IsEphemeral, string? PostgresFolder, string? RedisProgram, string? PostgresUser)
{
    public static StoreSettings From(IConfiguration configuration) => new(
        configuration["DeepWiki:DataDirectory"] is { Length: > 0 } given ? Path.GetFullPath(given) : DefaultDataDirectory,
        configuration["DeepWiki:Ephemeral"] == "true",
        NotEmpty(configuration["DEEPWIKI_PG_BIN"]),
        NotEmpty(configuration["DEEPWIKI_REDIS_BIN"]),
        NotEmpty(configuration["DeepWiki:PostgresUser"]));

    // The home of root is closed to the user that PostgreSQL runs as.
    private static string DefaultDataDirectory => Environment.IsPrivilegedProcess
        ? "/var/lib/deepwiki"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "deepwiki");

    private static string? NotEmpty(string? value) => value is { Length: > 0 } ? value : null;
}
