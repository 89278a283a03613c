namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>Stores inherit nothing but where programs and temporary files are, and the time zone.</summary>
internal static class StoreEnvironment
{
    public static Dictionary<string, string> Create()
    {
        Dictionary<string, string> inherited = [];
        foreach (var name in new[] { "PATH", "TZ", "TMPDIR" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                inherited[name] = value;
            }
        }

        return inherited;
    }
}
