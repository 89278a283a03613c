using DeepWiki.ChatApi.Answers;
using DeepWiki.Core.Chunks;

namespace DeepWiki.Tests.Unit.Answers;

[Trait("Category", "Unit")]
public sealed class CitedLinesTests
{
    [Fact]
    public void Lines_that_answers_cite_are_found_once_each_in_their_order()
    {
        var lines = CitedLines.In(["See [src/b.cs:3-9](https://h/x#L3-L9), [a b.md:1-2](y).", @"Again [src/b.cs:3-9](z) and [pkg/\_\_init\_\_.py:1-2](t) and [c.cs:7-7](w), [d.cs:1](v), [e:99999999-1](u)."]);

        Assert.Equal([new LineRange("src/b.cs", 3, 9), new("a b.md", 1, 2), new("pkg/__init__.py", 1, 2), new("c.cs", 7, 7)], lines);
    }

    [Fact]
    public void Names_an_answer_speaks_of_most_come_first_and_those_of_the_topic_not_at_all()
    {
        var names = CitedLines.NamesIn("`Queue` `Runner.Run` `Queue` `not a name` `retry` `x-y`", "How does retry work?");

        Assert.Equal(["Queue", "Runner.Run"], names);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("ab", 2)]
    [InlineData("😀😀😀", 3)]
    public void A_text_is_sent_in_two_pieces_at_least_and_no_character_is_parted(string text, int pieces)
    {
        var all = Pieces.Of(text, 2048).ToList();

        Assert.Equal(text, string.Concat(all));
        Assert.True(pieces < 2 ? all.Count == pieces : all.Count >= 2);
        Assert.All(all, piece => Assert.False(char.IsLowSurrogate(piece[0]) || char.IsHighSurrogate(piece[^1])));
    }
}
