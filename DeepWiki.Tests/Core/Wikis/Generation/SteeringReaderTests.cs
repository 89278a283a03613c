using DeepWiki.Core.Wikis.Generation;

namespace DeepWiki.Tests.Core.Wikis.Generation;

/// <summary>The steering file: what is right counts, what is wrong is told with its place.</summary>
[Trait("Category", "Unit")]
public sealed class SteeringReaderTests
{
    [Fact]
    public void Notes_and_pages_are_read_in_both_spellings()
    {
        var steering = SteeringReader.Read(
            """
            {"repo_notes":["one",{"content":" two ","author":"x"}],
             "pages":[{"title":"Overview","purpose":"All of it"},{"title":"Parts","parent":"Overview","page_notes":[{"content":"three"}]}]}
            """);

        Assert.Empty(steering.Faults);
        Assert.Equal(["one", "two"], steering.Notes);
        Assert.Equal(["Overview", "Parts"], steering.Pages.Select(page => page.Title));
        Assert.Equal(("Overview", "three"), (steering.Pages[1].Parent, Assert.Single(steering.Pages[1].Notes)));
    }

    [Theory]
    [InlineData("{\n  \"pages\": [\n", "line 3")]
    [InlineData("[]", "one object")]
    [InlineData("""{"pages":7}""", "pages")]
    [InlineData("""{"pages":[{"title":"A"},{"title":"a"}]}""", "pages[1].title")]
    [InlineData("""{"pages":[{"title":"A","parent":"B"}]}""", "parent")]
    [InlineData("""{"repo_notes":[7]}""", "repo_notes[0]")]
    public void A_fault_is_told_with_its_place(string text, string place)
    {
        var steering = SteeringReader.Read(text);

        Assert.Contains(place, Assert.Single(steering.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_that_is_too_long_and_pages_beyond_eighty_are_left_out()
    {
        var pages = string.Join(",", Enumerable.Range(0, 90).Select(n => $$"""{"title":"T{{n}}"}"""));

        var steering = SteeringReader.Read($$"""{"repo_notes":["{{new string('x', 10_001)}}"],"pages":[{{pages}}]}""");

        Assert.Empty(steering.Notes);
        Assert.Equal(80, steering.Pages.Count);
        Assert.Equal(2, steering.Faults.Count);
    }

    [Fact]
    public void A_repository_without_the_file_has_no_wishes() => Assert.Same(Steering.None, SteeringReader.Read(null));
}
