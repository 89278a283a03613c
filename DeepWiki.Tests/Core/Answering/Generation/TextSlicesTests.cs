using DeepWiki.Core.Answering.Generation;

namespace DeepWiki.Tests.Core.Answering.Generation;

[Trait("Category", "Unit")]
public sealed class TextSlicesTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("ab", 2)]
    [InlineData("😀😀😀", 3)]
    public void A_text_is_sent_in_two_slices_at_least_and_no_character_is_parted(string text, int slices)
    {
        var all = TextSlices.Cut(text, 2048).ToList();

        Assert.Equal(text, string.Concat(all));
        Assert.True(slices < 2 ? all.Count == slices : all.Count >= 2);
        Assert.All(all, slice => Assert.False(char.IsLowSurrogate(slice[0]) || char.IsHighSurrogate(slice[^1])));
    }
}
