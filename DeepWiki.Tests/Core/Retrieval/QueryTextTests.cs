using DeepWiki.Core.Retrieval;

namespace DeepWiki.Tests.Core.Retrieval;

[Trait("Category", "Unit")]
public sealed class QueryTextTests
{
    [Fact]
    public void A_short_question_stays_as_it_is() => Assert.Equal("How does  it retry?", QueryText.Shorten("How does  it retry?"));

    [Fact]
    public void A_question_of_many_words_keeps_its_beginning_and_its_end()
    {
        var words = QueryText.Shorten(string.Join(' ', Enumerable.Range(1, 3000))).Split(' ');

        Assert.Equal((1000, "1", "500", "2501", "3000"), (words.Length, words[0], words[499], words[500], words[^1]));
    }

    [Fact]
    public void A_text_without_blanks_is_cut_by_its_characters() => Assert.Equal(32_001, QueryText.Shorten(new string('x', 4_000_000)).Length);

    [Fact]
    public void No_character_is_parted()
    {
        var text = QueryText.Shorten("a" + string.Concat(Enumerable.Repeat("😀", 40_000)));

        Assert.Equal(text, string.Concat(text.EnumerateRunes()));
    }
}
