using System.Text.RegularExpressions;
using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Core.Wikis.Pages;

/// <summary>Finds what can be set from outside: variables of the environment, flags of a command line, and members of types made for settings.</summary>
internal static partial class OptionScanner
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int MaxLineLength = 300;
    private const int MaxDefaultLength = 60;

    private static readonly string[] Marks = ["env", "ENV", "Env", "flag", "Flag", "Flags", "add_argument", "option(", "Config(", "get; ", "=", ": "];

    /// <summary>Options in line order, each with its line from 1.</summary>
    public static IEnumerable<(string Name, string Default, int Line)> Find(SourceFile file)
    {
        var holdsSettings = FileRoles.IsConfiguration(file.Path);
        foreach (var block in file.Blocks)
        {
            for (var i = 0; i < block.Lines.Count; i++)
            {
                var line = block.Lines[i];
                if (line.Length is > 8 and <= MaxLineLength
                    && Array.Exists(Marks, mark => line.Contains(mark, StringComparison.Ordinal))
                    && Read(line, holdsSettings) is { Success: true } match)
                {
                    yield return (match.Groups["name"].Value, Default(match.Groups["default"].Value), block.Block.StartLine + i);
                }
            }
        }
    }

    private static Match? Read(string line, bool holdsSettings)
    {
        foreach (var form in new[] { Variable(), Flag(), Argument(), Registered() })
        {
            if (form.Match(line) is { Success: true } match)
            {
                return match;
            }
        }

        return holdsSettings ? Member().Match(line) is { Success: true } member ? member : Field().Match(line) : null;
    }

    private static string Default(string text)
    {
        var plain = text.Trim().TrimEnd(';', ',').Trim();
        return plain.Length <= MaxDefaultLength ? plain : "";
    }

    // os.environ.get("PORT", "8001")   os.Getenv("HOME")   process.env.API_URL || "http://x"   env::var("TOKEN")
    [GeneratedRegex(
        @"(getenv|environ\.get|environ|Getenv|LookupEnv|GetEnvironmentVariable|env::var|ENV\.fetch|ENV|"
            + @"System\.getenv)\s*[\[(]\s*[""'](?<name>[A-Za-z_][A-Za-z0-9_]+)[""']\s*(,\s*(?<default>[^,()]+)\)|[\])])"
        + @"|process\.env\.(?<name>[A-Z_][A-Z0-9_]+)(\s*(\|\||\?\?)\s*(?<default>[""'][^""']*[""']|\d+))?",
        Linear)]
    private static partial Regex Variable();

    // fs.StringVar(&cfg.Dir, "data-dir", "default.etcd", "Path of the data.")   flag.Int("port", 80, "the port")
    [GeneratedRegex(
        @"\.(String|Int|Int64|Uint|Bool|Duration|Float64)(Var)?P?\(\s*(&[\w.]+\s*,\s*)?""(?<name>[\w.\-]+)""\s*,\s*(""\w""\s*,\s*)?(?<default>[^,]+),",
        Linear)]
    private static partial Regex Flag();

    // parser.add_argument("--port", type=int, default=8001)   @click.option("--name", default="x")
    [GeneratedRegex(@"(add_argument|option)\(\s*([""']-\w[""']\s*,\s*)?[""'](?<name>--[\w\-]+)[""'](.*\bdefault\s*=\s*(?<default>[^,)]+))?", Linear)]
    private static partial Regex Argument();

    // createIntConfig("port", NULL, MODIFIABLE_CONFIG, 0, 65535, server.port, 6379, INTEGER_CONFIG, NULL, updatePort),
    [GeneratedRegex(@"\bcreate\w+Config\(\s*""(?<name>[\w\-]+)""", Linear)]
    private static partial Regex Registered();

    // public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
    [GeneratedRegex(
        @"^\s*public\s+(required\s+|virtual\s+|override\s+)*[\w<>?\[\],. ]+\s+(?<name>[A-Z]\w*)\s*\{\s*get;\s*(set|init);\s*\}(\s*=\s*(?<default>[^;]+);)?",
        Linear)]
    private static partial Regex Member();

    // timeout: int = 30   DEFAULT_PORT = 8001   PORT=8001   port: 8001
    [GeneratedRegex(
        @"^\s{0,4}(export\s+(const\s+)?)?(?<name>[A-Za-z_][\w]*)\s*(:\s*[\w\[\]., |]+)?\s*=\s*"
            + @"(?<default>[""'][^""']*[""']|-?\d[\w.]*|true|false|True|False|None|null)\s*[,;]?\s*(#.*|//.*)?$",
        Linear)]
    private static partial Regex Field();
}
