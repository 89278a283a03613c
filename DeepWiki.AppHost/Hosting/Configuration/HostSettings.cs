using DeepWiki.AppHost.Hosting.Processes;
using Microsoft.Extensions.Configuration;

namespace DeepWiki.AppHost.Hosting.Configuration;

/// <summary>What the flags and keys of the host say.</summary>
internal sealed class HostSettings(IConfiguration configuration)
{
    public bool IsVerbose => Is("DeepWiki:Verbose");

    public bool IsEphemeral => Is("DeepWiki:Ephemeral");

    public bool ChecksOnly => Is("DeepWiki:Check");

    public bool Resets => Is("DeepWiki:Reset");

    public bool IsConfirmed => Is("DeepWiki:Yes");

    public bool HasRandomPorts => configuration["DeepWiki:Ports"] == "auto";

    public string DataRoot => configuration["DeepWiki:DataDirectory"] is { Length: > 0 } given ? Path.GetFullPath(given)
        // The home of root is closed to the user that PostgreSQL runs as.
        : Native.IsRoot ? "/var/lib/deepwiki"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "deepwiki");

    public string? PostgresFolder => configuration["DEEPWIKI_PG_BIN"];

    public string? RedisProgram => configuration["DEEPWIKI_REDIS_BIN"];

    private bool Is(string key) => string.Equals(configuration[key], "true", StringComparison.OrdinalIgnoreCase);
}
