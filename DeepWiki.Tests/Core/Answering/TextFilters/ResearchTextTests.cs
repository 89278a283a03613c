using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.TextFilters;
using DeepWiki.Tests.Support.Chat;

namespace DeepWiki.Tests.Core.Answering.TextFilters;

[Trait("Category", "Unit")]
public sealed class ResearchTextTests
{
    private const string Next = "\n\n## Next Steps\n\n- `a.cs`\n";

    [Theory]
    [InlineData("It works.", "## Research Update 2\n\nIt works.")]
    [InlineData("\n\n## Research Update 2\n\nIt works.", "## Research Update 2\n\nIt works.")]
    [InlineData("# Research Update 3: more\nIt works.", "## Research Update 2\nIt works.")]
    [InlineData("## Final Conclusion\nIt works.", "## Research Update 2\nIt works.")]
    [InlineData("## How it works\n", "## Research Update 2\n\n## How it works\n")]
    [InlineData("", "## Research Update 2\n\n")]
    public void The_heading_is_the_rounds_own_whatever_the_model_begins_with(string answer, string expected) =>
        Assert.Equal(expected + Next, Run(2, answer));

    [Theory]
    [InlineData("## Final Conclusion\nAll.")]
    [InlineData("## Conclusion\nAll.")]
    [InlineData("x This concludes our research. y")]
    [InlineData("x This completes our investigation y")]
    [InlineData("x This concludes the deep research process y")]
    [InlineData("## Key Findings and Implementation Details")]
    [InlineData("In conclusion, it works.")]
    [InlineData("The Final word. The Conclusion.")]
    [InlineData("The Dockerfile builds it. This Dockerfile has stages.")]
    [InlineData("## Summary\nAll.")]
    public void No_round_before_the_last_reads_as_the_last(string answer)
    {
        foreach (var round in (int[])[1, 2, 3, 4])
        {
            Assert.False(LegacyClient.LooksFinal(Run(round, "First line.\n" + answer)));
        }
    }

    [Fact]
    public void The_last_round_is_left_as_it_is() => Assert.Equal("## Final Conclusion\n\nIn conclusion, it works.", Run(5, "In conclusion, it works."));

    [Fact]
    public void Code_keeps_its_words_parted_by_what_nobody_sees()
    {
        var text = Run(1, "See `Conclusion` and\n```\nenum Final, Conclusion\n```\n");

        Assert.Equal(
            $"## Research Plan\n\nSee `Conclusion` and\n```\nenum Final, Conclusion\n```\n{Next}", text.Replace("\u2060", "", StringComparison.Ordinal));
        Assert.False(LegacyClient.LooksFinal(text));
    }

    [Fact]
    public void Next_steps_of_the_model_are_enough() =>
        Assert.Equal("## Research Plan\n\nA.\n## Next Steps\n- b", Run(1, "A.\n## Next Steps\n- b"));

    private static string Run(int round, string answer)
    {
        var whole = Filter(round, [answer]);

        // However the text is cut into pieces, the same comes out.
        Assert.Equal(whole, Filter(round, answer.Select(c => c.ToString())));
        return whole;
    }

    private static string Filter(int round, IEnumerable<string> pieces)
    {
        var filter = new ResearchText(new ResearchIntent("How does the continue button work?", round, []), ["a.cs"]);
        return string.Concat(pieces.Select(filter.Push)) + filter.Finish();
    }
}
