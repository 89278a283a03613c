using DeepWiki.Core.Answering.TextFilters;

namespace DeepWiki.Tests.Core.Answering.TextFilters;

[Trait("Category", "Unit")]
public sealed class PageTextTests
{
    [Theory]
    [InlineData("It runs.\n\n## Parts\n", "It runs.\n\n## Parts\n")]
    [InlineData("\n# The loop\n\nIt runs.", "It runs.")]
    [InlineData("<details>\n<summary>Relevant source files</summary>\n\n- [a](b)\n</details>\n\n# The loop\nIt runs.", "It runs.")]
    [InlineData("<details><summary>x</summary></details>\nIt runs.", "It runs.")]
    [InlineData("```markdown\n# The loop\nIt runs.\n```", "It runs.\n")]
    [InlineData("```md\nIt runs.\n```csharp\nx\n```\nEnd\n```\n", "It runs.\n```csharp\nx\n```\nEnd\n")]
    [InlineData("It runs.\n# Another title\n", "It runs.\n# Another title\n")]
    [InlineData("<details>\n- a\n\n## Parts\nIt runs.", "## Parts\nIt runs.")]
    [InlineData("It runs.\n```csharp\nvar x = 1;", "It runs.\n```csharp\nvar x = 1;\n```\n")]
    [InlineData("It runs.\n````\n```\n````\n", "It runs.\n````\n```\n````\n")]
    public void The_body_stands_without_what_the_server_writes_itself(string answer, string expected) => Assert.Equal(expected, Run(answer));

    [Fact]
    public void A_diagram_is_mended() =>
        Assert.Equal("A:\n```mermaid\ngraph TD\n  A[\"Run (job)\"] --> B\n```\nEnd.", Run("A:\n```mermaid\ngraph LR\n    A[Run (job)] --> B\n```\nEnd."));

    [Theory]
    [InlineData("```mermaid\nnonsense((\n```\nEnd.", "```text\nnonsense((\n```\nEnd.")]
    [InlineData("```mermaid\ngraph TD\nA --> B", "```text\ngraph TD\nA --> B\n```\n")]
    public void A_diagram_that_cannot_be_mended_stays_readable(string answer, string expected) => Assert.Equal(expected, Run(answer));

    private static string Run(string answer)
    {
        var whole = Filter([answer]);

        // However the text is cut into pieces, the same comes out.
        Assert.Equal(whole, Filter(answer.Select(c => c.ToString())));
        return whole;
    }

    private static string Filter(IEnumerable<string> pieces)
    {
        var filter = new PageText("The loop");
        return string.Concat(pieces.Select(filter.Push)) + filter.Finish();
    }
}
