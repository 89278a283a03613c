namespace DeepWiki.AppHost.Stores;

/// <summary>Each absence with its code and what helps. docs/operations.md has a heading for each code.</summary>
internal static class StoreCode
{
    public const string WrongSystem =
        "DW1009 PostgreSQL and Redis run as programs on Linux alone. Elsewhere use --DeepWiki:Containers=true with a container engine, or ConnectionStrings__wikidb and ConnectionStrings__redis.";

    public const string GitMissing = "DW1011 git was not found. Run ./eng/setup.sh, or install git.";

    public static string StoreMissing(string what) =>
        $"DW1001 {what} was not found. Run ./eng/setup.sh, name your own server in ConnectionStrings__wikidb / ConnectionStrings__redis, set DEEPWIKI_PG_BIN / DEEPWIKI_REDIS_BIN, or use --DeepWiki:Containers=true with a container engine.";

    public static string VectorMissing(PostgresPrograms programs) =>
        $"DW1002 pgvector 0.8 or later is missing in PostgreSQL {programs.Major}. Run ./eng/setup.sh, install postgresql-{programs.Major}-pgvector, "
        + $"or in pgvector's source folder: make OPTFLAGS=\"\" PG_CONFIG={Path.Combine(programs.Folder, "pg_config")} && make install PG_CONFIG={Path.Combine(programs.Folder, "pg_config")}";

    public static string Unreachable(string folder, string user, string closed) =>
        $"DW1003 The data folder {folder} is not reachable for user {user}: {closed} is closed. Open that folder, or choose another with --DeepWiki:DataDirectory=<folder>.";

    public static string PortInUse(int port, string resource, (int ProcessId, string Name)? owner) =>
        $"DW1004 Port {port} of '{resource}' is in use{(owner is { } known ? $" by pid {known.ProcessId} ({known.Name})" : "")}. Use --ports auto, or stop that program.";

    public static string DataOfOtherMajor(int major) =>
        $"DW1005 The data folder was written by PostgreSQL {major}, which is not installed. Install it, or use --DeepWiki:DataDirectory=<another folder>.";

    public static string LittleSpace(string folder, long bytes) =>
        $"DW1008 Only {bytes / (1024 * 1024)} MB are free at {folder}, too little for PostgreSQL. Make room, or choose another folder with --DeepWiki:DataDirectory=<folder>.";

    public static string DataInUse(string folder, string processId) =>
        $"DW1010 The data folder {folder} is in use by another AppHost, pid {processId}. Use --DeepWiki:Ephemeral=true or --DeepWiki:DataDirectory=<folder>.";
}
