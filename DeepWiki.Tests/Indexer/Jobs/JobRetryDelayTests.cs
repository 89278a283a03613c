using DeepWiki.Indexer.Jobs;

namespace DeepWiki.Tests.Indexer.Jobs;

[Trait("Category", "Unit")]
public sealed class JobRetryDelayTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 32)]
    [InlineData(6, 60)]
    [InlineData(int.MaxValue, 60)]
    public void A_pause_doubles_up_to_a_minute(int interruptions, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), JobRetryDelay.After(interruptions, 1));
        Assert.Equal(TimeSpan.FromSeconds(seconds / 2.0), JobRetryDelay.After(interruptions, 0.5));
    }
}
