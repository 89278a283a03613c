namespace DeepWiki.AppHost.Hosting.Configuration;

/// <summary>Turns the host's own flags into keys, before the command line is read as configuration.</summary>
internal static class Flags
{
    private static readonly Dictionary<string, string> Switches = new(StringComparer.Ordinal)
    {
        ["--verbose"] = "DeepWiki:Verbose",
        ["--web-dev"] = "DeepWiki:WebDev",
        ["--check"] = "DeepWiki:Check",
        ["--reset"] = "DeepWiki:Reset",
        ["--yes"] = "DeepWiki:Yes",
        ["--open"] = "DeepWiki:Open",
    };

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["--ports"] = "DeepWiki:Ports",
        ["--dashboard"] = "DeepWiki:Dashboard",
        ["--publisher"] = "Publishing:Publisher",
        ["--output-path"] = "Pipeline:OutputPath",
    };

    public static (IReadOnlyList<string> Remaining, IReadOnlyDictionary<string, string?> Keys) Take(IReadOnlyList<string> args)
    {
        List<string> rest = [];
        Dictionary<string, string?> keys = [];
        for (var i = 0; i < args.Count; i++)
        {
            if (Switches.TryGetValue(args[i], out var key))
            {
                keys[key] = "true";
            }
            else if (args[i].Split('=', 2) is [var name, var joined] && Values.TryGetValue(name, out key))
            {
                keys[key] = joined;
            }
            else if (Values.TryGetValue(args[i], out key))
            {
                // A flag without its value is an empty one, for its reader to refuse.
                keys[key] = ++i < args.Count ? args[i] : "";
            }
            else
            {
                rest.Add(args[i]);
            }
        }

        return (rest, keys);
    }
}
