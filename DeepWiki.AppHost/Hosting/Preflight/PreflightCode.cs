namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>Each absence with its number and what helps.</summary>
internal static class PreflightCode
{
    public const string WrongSystem = "DW1009 The local mode runs on Linux. Elsewhere set UseAspire=true and have a container runtime.";

    public const string GitMissing = "DW1011 git was not found. Run ./eng/setup.sh, or install git.";

    public static string StoreMissing(string what) =>
        $"DW1001 {what} was not found. Run ./eng/setup.sh, name your own server in ConnectionStrings__wikidb / ConnectionStrings__redis, or set DEEPWIKI_PG_BIN / DEEPWIKI_REDIS_BIN.";

    public static string VectorMissing(int major) =>
        $"DW1002 pgvector 0.8 or later is missing in PostgreSQL {major}. Run ./eng/setup.sh, or install postgresql-{major}-pgvector.";

    public static string PortInUse(int port, string resource) =>
        $"DW1004 Port {port} of '{resource}' is in use. Use --ports auto, or stop the program that holds it.";

    public static string DataOfOtherMajor(int major) =>
        $"DW1005 The data folder was written by PostgreSQL {major}, which is not installed. Install it, or use --reset.";

    public static string DataInUse(string folder) =>
        $"DW1010 The data folder {folder} is in use by another AppHost. Use --DeepWiki:Ephemeral=true or --DeepWiki:DataDirectory=<folder>.";
}
