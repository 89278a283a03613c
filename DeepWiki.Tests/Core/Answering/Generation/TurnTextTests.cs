using DeepWiki.Core.Answering.Generation;

namespace DeepWiki.Tests.Core.Answering.Generation;

[Trait("Category", "Unit")]
public sealed class TurnTextTests
{
    private readonly TurnText turn = new();

    [Fact]
    public void A_remark_waits_and_is_taken_by_the_call()
    {
        Assert.Empty(turn.Push("I look at"));
        Assert.Empty(turn.Push(" the queue.\n\n"));

        Assert.Equal("I look at the queue.", turn.TakeRemark());
        Assert.False(turn.HasShown);
    }

    [Theory]
    [InlineData("It counts [src/a.cs:1-2]()")]
    [InlineData("It counts.\n\nThen")]
    [InlineData("## How it counts")]
    [InlineData("```mermaid")]
    public void An_answer_is_shown_at_once(string text) => Assert.Equal([text], turn.Push(text));

    [Fact]
    public void A_long_text_is_an_answer()
    {
        var text = new string('a', 300);

        Assert.Empty(turn.Push(text[..200]));
        Assert.Equal([text[..200], text[200..]], turn.Push(text[200..]));
        Assert.Equal(["b"], turn.Push("b"));
    }

    [Fact]
    public void Answers_around_a_call_are_two_paragraphs()
    {
        turn.Push("It counts [1]().");

        Assert.Null(turn.TakeRemark());
        Assert.Empty(turn.Push("And"));
        Assert.Equal(["\n\nAnd"], turn.Release());
        Assert.Equal([" more"], turn.Push(" more"));
    }

    [Fact]
    public void Nothing_that_waits_is_lost_at_the_end()
    {
        turn.Push("Yes.");

        Assert.Equal(["Yes."], turn.Release());
        Assert.Empty(turn.Release());
    }
}
