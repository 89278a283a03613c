using DeepWiki.Core.Answering.Research;

namespace DeepWiki.Tests.Core.Answering.Research;

[Trait("Category", "Unit")]
public sealed class RoundTextTests
{
    [Theory]
    [InlineData("It is so.", "## Research Update 2\n\nIt is so.\n\n")]
    [InlineData("## Research Update 2\n\nIt is so.", "## Research Update 2\n\nIt is so.\n\n")]
    [InlineData("# Final Conclusion\nIt is so.", "## Research Update 2\n\nIt is so.\n\n")]
    [InlineData("\n\n  It is so.", "## Research Update 2\n\nIt is so.\n\n")]
    [InlineData("One.\n\n## Two\n\nThree.", "## Research Update 2\n\nOne.\n\n### Two\n\nThree.\n\n")]
    [InlineData("#### Deep\nText", "## Research Update 2\n\n#### Deep\nText\n\n")]
    [InlineData("```sh\n# a comment\n```\nText", "## Research Update 2\n\n```sh\n# a comment\n```\nText\n\n")]
    [InlineData("Text\n```sh\nls", "## Research Update 2\n\nText\n```sh\nls\n```\n\n\n")]
    [InlineData("", "## Research Update 2\n\n")]
    public void A_round_stands_below_the_servers_heading(string written, string text)
    {
        Assert.Equal(text, Write(written, written.Length + 1));
        Assert.Equal(text, Write(written, 1));
    }

    [Fact]
    public void Words_are_not_held_back_to_the_end_of_their_line()
    {
        var filter = new RoundText();
        filter.Begin("## Research Plan");

        Assert.Equal("## Research Plan\n\nIt is", filter.Push("It is"));
        Assert.Equal(" so", filter.Push(" so"));
    }

    private static string Write(string written, int step)
    {
        var filter = new RoundText();
        filter.Begin("## Research Update 2");
        var text = string.Concat(written.Chunk(step).Select(piece => filter.Push(new string(piece))));
        return text + filter.Finish();
    }
}
