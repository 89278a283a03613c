using DeepWiki.Core.Models.Remote;

namespace DeepWiki.Tests.Core.Models.Remote;

[Trait("Category", "Unit")]
public sealed class RetryTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 8)]
    [InlineData(7, 60)]
    [InlineData(1_000, 60)]
    public void A_pause_without_a_wish_is_jitter_below_a_doubling_ceiling(int failedTries, int ceiling)
    {
        var pauses = Enumerable.Range(0, 200).Select(_ => RetryDelay.After(failedTries, null, Longest)).ToList();

        Assert.All(pauses, pause => Assert.InRange(pause.GetValueOrDefault(TimeSpan.MaxValue).TotalSeconds, 0, ceiling));
        Assert.True(pauses.Max() - pauses.Min() > TimeSpan.FromSeconds(ceiling / 2.0));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void A_wish_is_kept_exactly_or_not_at_all(int seconds, bool kept)
    {
        var wish = TimeSpan.FromSeconds(seconds);

        Assert.Equal(kept ? wish : null, RetryDelay.After(3, wish, Longest));
    }

    [Fact]
    public void A_quiet_provider_has_ten_repeats_in_hand()
    {
        var budget = new RetryBudget();

        Assert.Equal(10, Enumerable.Range(0, 50).Count(_ => budget.TryTake()));
    }

    [Fact]
    public void Ten_calls_earn_one_repeat()
    {
        var budget = new RetryBudget();
        while (budget.TryTake())
        {
            // Spends what is in hand.
        }

        Assert.Equal(30, Enumerable.Range(0, 300).Count(_ =>
        {
            budget.NoteCall();
            return budget.TryTake();
        }));
    }
}
