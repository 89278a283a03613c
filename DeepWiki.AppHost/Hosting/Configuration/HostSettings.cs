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
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "deepwiki");

    public string? PostgresFolder => configuration["DEEPWIKI_PG_BIN"];

    public string? RedisProgram => configuration["DEEPWIKI_REDIS_BIN"];

    // As root, the user that PostgreSQL runs as.
    public string? PostgresUser => configuration["DeepWiki:PostgresUser"];

    public bool OpensBrowser => Is("DeepWiki:Open");

    public bool HasDashboard => string.IsNullOrEmpty(configuration["DeepWiki:Dashboard"]);

    // Telemetry goes to a receiver that runs beside this host.
    public bool HasExternalDashboard => configuration["DeepWiki:Dashboard"] == "external";

    public string? DashboardAddress => configuration["ASPNETCORE_URLS"]?.Split(';', StringSplitOptions.TrimEntries)
        .FirstOrDefault(address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase));

    public string? DashboardToken => configuration["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"];

    public string? OtlpAddress => configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];

    public string? OtlpKey => configuration["AppHost:OtlpApiKey"];

    public string? Parameter(string name) => configuration[$"Parameters:{name}"];

    public IEnumerable<string> Faults()
    {
        if (configuration["DeepWiki:Dashboard"] is not (null or "" or "off" or "external"))
        {
            yield return "--dashboard knows off and external.";
        }

        if (HasExternalDashboard && string.IsNullOrEmpty(OtlpAddress))
        {
            yield return "--dashboard external needs the address of its OTLP receiver in ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL.";
        }

        if (Native.IsRoot && PostgresUser is { } user && UnixUser.Find(user) is null)
        {
            yield return $"DeepWiki:PostgresUser names a user that does not exist: {user}.";
        }
    }

    // /home/me/.local/share/deepwiki is ~/.local/share/deepwiki.
    public string Shorten(string path)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 1 && path.StartsWith(home + '/', StringComparison.Ordinal) ? $"~{path[home.Length..]}" : path;
    }

    private bool Is(string key) => string.Equals(configuration[key], "true", StringComparison.OrdinalIgnoreCase);
}
