using DeepWiki.Core.Models.Remote;
using DeepWiki.Tests.Support.Providers;

namespace DeepWiki.Tests.Core.Models.Remote;

[Trait("Category", "Unit")]
public sealed class CircuitBreakerTests
{
    private readonly ManualTime time = new();
    private readonly CircuitBreaker circuit;

    public CircuitBreakerTests() => circuit = new CircuitBreaker(time);

    [Fact]
    public void Five_failures_in_a_row_open_it()
    {
        Fail(4);
        Assert.True(circuit.TryEnter());
        circuit.Failed();

        Assert.False(circuit.TryEnter());
    }

    [Fact]
    public void A_success_in_between_starts_the_count_anew()
    {
        Fail(4);
        circuit.Succeeded();
        Fail(4);

        Assert.True(circuit.TryEnter());
    }

    [Fact]
    public void After_the_pause_one_call_finds_out()
    {
        Fail(5);
        time.Advance(CircuitBreaker.BreakDuration - TimeSpan.FromTicks(1));
        Assert.False(circuit.TryEnter());

        time.Advance(TimeSpan.FromTicks(1));

        Assert.True(circuit.TryEnter());
        Assert.False(circuit.TryEnter());
    }

    [Fact]
    public void A_trial_that_fails_begins_a_new_pause()
    {
        Fail(5);
        time.Advance(CircuitBreaker.BreakDuration);
        Assert.True(circuit.TryEnter());
        circuit.Failed();

        time.Advance(CircuitBreaker.BreakDuration / 2);

        Assert.False(circuit.TryEnter());
    }

    [Fact]
    public void A_trial_that_succeeds_closes_it()
    {
        Fail(5);
        time.Advance(CircuitBreaker.BreakDuration);
        Assert.True(circuit.TryEnter());
        circuit.Succeeded();

        Assert.True(circuit.TryEnter());
        Assert.True(circuit.TryEnter());
    }

    [Fact]
    public void A_trial_whose_caller_left_leaves_the_next_one_to_find_out()
    {
        Fail(5);
        time.Advance(CircuitBreaker.BreakDuration);
        Assert.True(circuit.TryEnter());
        circuit.Abandoned();

        Assert.True(circuit.TryEnter());
        Assert.False(circuit.TryEnter());
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            circuit.Failed();
        }
    }
}
