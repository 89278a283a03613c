using System.Text;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Tests.Core.TextAnalysis;

[Trait("Category", "Unit")]
public sealed class TermHashTests
{
    [Theory]
    [InlineData("w:chunk#0", 1561480419u)]
    [InlineData("w:chunk#1", 1869090773u)]
    [InlineData("g:^ch#0", 2701716343u)]
    [InlineData("t:chunk", 2299454998u)]
    public void Stored_values_never_change(string text, uint expected) => Assert.Equal(expected, TermHash.Hash32(text));

    [Fact]
    public void The_slot_of_a_term_is_its_low_twenty_bits() => Assert.Equal(976406u, TermHash.Hash32("t:chunk") % (1 << 20));

    [Theory]
    [InlineData("")]
    [InlineData("é")]
    [InlineData("解析器")]
    [InlineData("a😀b")]
    [InlineData("\uD83D")]
    [InlineData("x\uDE00\uD83Dy")]
    public void It_hashes_utf8(string text)
    {
        var expected = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            expected = (expected ^ value) * 16777619;
        }

        Assert.Equal(TermHash.Finish(expected), TermHash.Hash32(text));
    }
}
