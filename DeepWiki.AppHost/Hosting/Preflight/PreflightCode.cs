using DeepWiki.AppHost.Hosting.Launchers;

namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>Each absence with its number and what helps. docs/operations.md has a heading for each.</summary>
internal static class PreflightCode
{
    public const string WrongSystem = "DW1009 The local mode runs on Linux. Elsewhere set UseAspire=true and have a container runtime.";

    public const string GitMissing = "DW1011 git was not found. Run ./eng/setup.sh, or install git.";

    public static string StoreMissing(string what) =>
        $"DW1001 {what} was not found. Run ./eng/setup.sh, name your own server in ConnectionStrings__wikidb / ConnectionStrings__redis, or set DEEPWIKI_PG_BIN / DEEPWIKI_REDIS_BIN.";

    public static string VectorMissing(PostgresPrograms programs) =>
        $"DW1002 pgvector 0.8 or later is missing in PostgreSQL {programs.Major}. Run ./eng/setup.sh, install postgresql-{programs.Major}-pgvector, "
        + $"or in pgvector's source folder: make OPTFLAGS=\"\" PG_CONFIG={Path.Combine(programs.Folder, "pg_config")} && make install PG_CONFIG={Path.Combine(programs.Folder, "pg_config")}";

    public static string RunsAs(string user) =>
        $"DW1003 Running as root: PostgreSQL runs as user {user} (another one: --DeepWiki:PostgresUser=<name>).";

    public static string Unreachable(string folder, string user, string closed) =>
        $"DW1003 The data folder {folder} is not reachable for user {user}: {closed} is closed. Open that folder, or choose another with --DeepWiki:DataDirectory=<folder>.";

    public static string PortInUse(int port, string resource, (int ProcessId, string Name)? owner) =>
        $"DW1004 Port {port} of '{resource}' is in use{(owner is { } known ? $" by pid {known.ProcessId} ({known.Name})" : "")}. Use --ports auto, or stop that program.";

    public static string DataOfOtherMajor(int major) =>
        $"DW1005 The data folder was written by PostgreSQL {major}, which is not installed. Install it, or use --reset to delete the data.";

    public static string EndedEarly(string resource, int exitCode, string log, IEnumerable<string> lines) =>
        $"DW1006 '{resource}' exited with {exitCode} before it was healthy. Its last lines, all of them in {log}:\n{string.Join('\n', lines.Select(line => $"    {line}"))}";

    public static string KeyRefused(string address, int status) =>
        $"DW1007 The model key was refused ({status} from {address}). Set OPENAI_API_KEY or Parameters:model-api-key.";

    public static string EndpointUnreachable(string address, string reason) =>
        $"DW1007 The model endpoint {address} cannot be reached ({reason}). Set OPENAI_BASE_URL or Parameters:model-base-url.";

    public static string LittleSpace(string folder, long bytes) =>
        $"DW1008 Less than 1 GB is free at {folder}: {bytes / (1024 * 1024)} MB. Indexing may fail for lack of space.";

    public static string DataInUse(string folder, string processId) =>
        $"DW1010 The data folder {folder} is in use by another AppHost, pid {processId}. Use --DeepWiki:Ephemeral=true or --DeepWiki:DataDirectory=<folder>.";
}
