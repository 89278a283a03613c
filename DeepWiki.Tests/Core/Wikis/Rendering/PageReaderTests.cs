using DeepWiki.Core.Data.Generations.Pages;
using DeepWiki.Core.Wikis.Rendering;

namespace DeepWiki.Tests.Core.Wikis.Rendering;

/// <summary>Markdown of pages: citations with their places, headings, diagrams, and the addresses that readers get.</summary>
[Trait("Category", "Unit")]
public sealed class PageReaderTests
{
    private const string Page =
        "# Title\n\nIt runs jobs and tries them again, as often as the options say, until nothing is left. [src/a.cs:1-4]()\n\n"
        + "## Same\n\nA paragraph that states a fact of more than eighty characters and cites nothing at all, anywhere below it.\n\n"
        + "```cs\nvar x = map[key]();\n```\n\n## Same\n\n| a | b |\n| --- | --- |\n| 1 | [app/[id]/\\_\\_init\\_\\_.py:2-3]() |\n\n```mermaid\ngraph "
        + "TD\n  A --> B\n```\n";

    [Fact]
    public void Citations_are_found_with_their_places_and_code_is_none()
    {
        var citations = new PageReader(Page).Citations().ToList();

        Assert.Equal([("src/a.cs", 1, 4), ("app/[id]/__init__.py", 2, 3)], citations.Select(cited => (cited.Path, cited.StartLine ?? 0, cited.EndLine ?? 0)));
        Assert.All(citations, cited => Assert.EndsWith("]()", Page.AsSpan(cited.Position, cited.Length).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Anchors_of_equal_headings_differ()
    {
        var headings = new PageReader(Page).Headings();

        Assert.Equal(["title", "same", "same-1"], headings.Select(heading => heading.Id));
    }

    [Fact]
    public void Claims_without_a_citation_are_counted_and_their_sections_named()
    {
        var reader = new PageReader(Page);

        Assert.Equal(1, reader.CountUnsupported());
        Assert.Equal(["Same"], reader.FindUncitedSections());
    }

    [Fact]
    public void The_summary_is_the_first_paragraph_without_its_citation() => Assert.Equal(
        "It runs jobs and tries them again, as often as the options say, until nothing is left.", new PageReader(Page).Summary());

    [Fact]
    public void Addresses_are_filled_in_and_places_move_along()
    {
        var reader = new PageReader(Page);
        var citations = reader.Citations()
            .Select(cited => new PageCitation(cited.Position, cited.Length, cited.Path, [1], cited.StartLine ?? 0, cited.EndLine ?? 0, [2])).ToList();
        var content = new PageContent("Title", Page, [], "", [], citations, [.. reader.Diagrams(isComputed: true)]);

        var rendered = RenderedPage.From(content, (path, first, last) => $"https://host/{path}#L{first}-{last}");

        Assert.All(
            rendered.Citations,
            cited => Assert.Contains("](https://host/", rendered.Markdown.Substring(cited.Position, cited.Length), StringComparison.Ordinal));
        var diagram = Assert.Single(rendered.Diagrams);
        Assert.StartsWith("```mermaid", rendered.Markdown.AsSpan(diagram.Position, diagram.Length).ToString(), StringComparison.Ordinal);
    }
}
