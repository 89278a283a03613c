namespace DeepWiki.AppHost.Stores;

/// <summary>Something that this machine lacks, with its code and what helps. docs/operations.md has a heading for each code.</summary>
internal sealed class StoreException(string message) : Exception(message)
{
    public static StoreException StoreMissing(string what) => new(
        $"DW1001 {what} was not found. Run ./eng/setup.sh, name servers of your own in ConnectionStrings__wikidb / ConnectionStrings__redis, "
        + "set DEEPWIKI_PG_BIN / DEEPWIKI_REDIS_BIN, or use --DeepWiki:Containers=true with a container engine.");

    public static StoreException VectorMissing(PostgresPrograms programs) => new(
        $"DW1002 pgvector 0.8 or later is missing in PostgreSQL {programs.Major}. Run ./eng/setup.sh, install postgresql-{programs.Major}-pgvector, "
        + $"or in pgvector's source folder: make OPTFLAGS=\"\" install PG_CONFIG={Path.Combine(programs.Folder, "pg_config")}");

    public static StoreException Unreachable(string folder, string user, string reason) => new(
        $"DW1003 The data folder {folder} cannot be used by {user}: {reason} Mend that, or choose another with --DeepWiki:DataDirectory=<folder>.");

    public static StoreException PortInUse(int port, string resource, (int ProcessId, string Name)? owner) => new(
        $"DW1004 Port {port} of '{resource}' is in use{(owner is { } known ? $" by pid {known.ProcessId} ({known.Name})" : "")}. "
        + "Use --ports auto, or stop that program.");

    public static StoreException DataOfOtherMajor(int major) => new(
        $"DW1005 The data folder was written by PostgreSQL {major}, which is not installed. Install it, or use --DeepWiki:DataDirectory=<another folder>.");

    public static StoreException PasswordMissing(string file) => new(
        $"DW1006 {file} is gone, without which nobody can use the cluster beside it. Restore it, or use --DeepWiki:DataDirectory=<another folder>.");

    public static StoreException LittleSpace(string folder, long bytes) => new(
        $"DW1008 Only {bytes >> 20} MB are free at {folder}, too little for PostgreSQL. Make room, or use --DeepWiki:DataDirectory=<another folder>.");

    public static StoreException WrongSystem() => new(
        "DW1009 PostgreSQL and Redis run as programs on Linux alone. Elsewhere use --DeepWiki:Containers=true with a container engine, "
        + "or ConnectionStrings__wikidb and ConnectionStrings__redis.");

    public static StoreException DataInUse(string folder, string processId) => new(
        $"DW1010 The data folder {folder} is in use by another AppHost, pid {processId}. "
        + "Use --DeepWiki:Ephemeral=true or --DeepWiki:DataDirectory=<another folder>.");

    public static StoreException GitMissing() => new("DW1011 git was not found. Run ./eng/setup.sh, or install git.");
}
