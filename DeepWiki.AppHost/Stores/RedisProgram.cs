using System.Text.RegularExpressions;

namespace DeepWiki.AppHost.Stores;

/// <summary>The Redis or Valkey of this machine.</summary>
internal sealed partial record RedisProgram(string Path, string Version)
{
    private const int OldestMajor = 7;

    /// <summary>The command line of the server, but for its port and password. Nothing is kept on disk.</summary>
    public IReadOnlyList<string> Command => [Path, "--bind", "127.0.0.1", "-::1", "--save", "", "--appendonly", "no", "--dir", "/tmp"];

    /// <exception cref="StoreException">There is none, or it is too old.</exception>
    public static async Task<RedisProgram> FindAsync(StoreSettings settings, CancellationToken cancellationToken)
    {
        foreach (var program in settings.RedisProgram is { } given ? [given] : new[] { "redis-server", "valkey-server" })
        {
            // Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64 build=…
            var said = await Tool.TryReadAsync(program, "--version", cancellationToken) ?? "";
            if (VersionText().Match(said) is { Success: true } match && int.Parse(match.Groups["major"].Value) >= OldestMajor)
            {
                return new RedisProgram(program, match.Groups["version"].Value);
            }
        }

        throw new StoreException(StoreCode.StoreMissing("Redis 7 or later"));
    }

    [GeneratedRegex(@"v=(?<version>(?<major>\d+)[\d.]*)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionText();
}
