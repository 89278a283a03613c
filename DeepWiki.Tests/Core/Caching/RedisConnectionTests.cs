using DeepWiki.Core.Caching;
using StackExchange.Redis;

namespace DeepWiki.Tests.Core.Caching;

[Trait("Category", "Unit")]
public sealed class RedisConnectionTests
{
    [Fact]
    public void Redis_that_is_away_is_tried_again_and_no_command_waits_for_it()
    {
        var options = ConfigurationOptions.Parse("localhost,abortConnect=true");

        RedisConnection.Configure(options);

        Assert.False(options.AbortOnConnectFail);
        Assert.False(options.BacklogPolicy.QueueWhileDisconnected);
    }
}
