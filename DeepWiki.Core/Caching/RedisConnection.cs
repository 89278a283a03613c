using StackExchange.Redis;

namespace DeepWiki.Core.Caching;

/// <summary>Settings of the services' connection to Redis.</summary>
public static class RedisConnection
{
    /// <summary>
    /// Redis may start later or come back: the connection heals itself. While it is away a command fails at once and is never kept for later, as a
    /// GETDEL that nobody waits for any more would take a token away.
    /// </summary>
    public static void Configure(ConfigurationOptions options)
    {
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
    }
}
