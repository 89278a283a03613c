#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Configuration;

namespace DeepWiki.Tests.Unit.Hosting;

[Trait("Category", "Unit")]
public sealed class FlagsTests
{
    [Fact]
    public void Own_flags_become_keys_and_others_stay()
    {
        var (rest, keys) = Flags.Take(["--verbose", "--ports", "auto", "--dashboard=off", "--environment", "Testing"]);

        Assert.Equal(["--environment", "Testing"], rest);
        Assert.Equal("true", keys["DeepWiki:Verbose"]);
        Assert.Equal("auto", keys["DeepWiki:Ports"]);
        Assert.Equal("off", keys["DeepWiki:Dashboard"]);
    }
}
#endif
