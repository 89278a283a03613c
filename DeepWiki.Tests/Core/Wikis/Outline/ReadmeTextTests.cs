using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Tests.Core.Wikis.Outline;

[Trait("Category", "Unit")]
public sealed class ReadmeTextTests
{
    private const string Chinese = "这是一个为开发者准备的小型工具集合";

    [Fact]
    public void A_description_needs_no_blanks()
    {
        Assert.Equal(Chinese + Chinese, new ReadmeText($"# 工具\n\n{Chinese}{Chinese}\n", "tool").Description);
    }

    [Fact]
    public void A_long_description_ends_with_a_sentence()
    {
        var line = string.Concat(Enumerable.Repeat(Chinese, 20));

        Assert.Equal(Chinese + Chinese + "。", new ReadmeText($"# 工具\n\n{Chinese}{Chinese}。\n{line}\n{line}\n", "tool").Description);
    }

    [Fact]
    public void A_long_description_without_sentences_is_cut_where_it_is_long_enough()
    {
        var line = string.Concat(Enumerable.Repeat("𠮷", 190));

        var description = new ReadmeText($"# 工具\n\n本好{Chinese}{Chinese}\n{line}\n{line}\n", "tool").Description;

        Assert.InRange(description.Length, 390, 401);
        Assert.EndsWith("𠮷…", description, StringComparison.Ordinal);
    }
}
