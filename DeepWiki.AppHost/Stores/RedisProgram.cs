namespace DeepWiki.AppHost.Stores;

/// <summary>The Redis or Valkey of this machine.</summary>
internal sealed record RedisProgram(string Path, string Version)
{
    private const int MinMajor = 7;

    /// <summary>The script that hands the password over and becomes the server.</summary>
    public static string Script => PostgresCluster.ScriptFile("redis.sh");

    /// <summary>The command line of the server, but for its port and password. Nothing is kept on disk.</summary>
    public IReadOnlyList<string> Command => [Path, "--bind", "127.0.0.1", "-::1", "--save", "", "--appendonly", "no", "--dir", "/tmp"];

    /// <exception cref="StoreException">There is none, or it is too old.</exception>
    public static async Task<RedisProgram> FindAsync(StoreSettings settings, CancellationToken cancellationToken)
    {
        foreach (var program in settings.RedisProgram is { } given ? [given] : new[] { "redis-server", "valkey-server" })
        {
            // Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64 build=…
            var said = await Tool.TryReadAsync([program, "--version"], cancellationToken) ?? "";
            var number = said.Split(' ').FirstOrDefault(word => word.StartsWith("v=", StringComparison.Ordinal))?[2..];
            if (System.Version.TryParse(number, out var version) && version.Major >= MinMajor)
            {
                return new RedisProgram(program, version.ToString());
            }
        }

        throw StoreException.StoreMissing("Redis 7 or later");
    }
}
