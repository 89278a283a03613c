using DeepWiki.Core.Wikis.Generation;

namespace DeepWiki.Tests.Core.Wikis.Generation;

/// <summary>Outlines in answers of models, whatever stands around them.</summary>
[Trait("Category", "Unit")]
public sealed class OutlineJsonTests
{
    private const string Plan =
        """{"title":"T","description":"D","pages":[{"title":"A","section":"S","purpose":"P","files":["a.cs"]},{"title":"B","section":"S"}]}""";

    [Theory]
    [InlineData(Plan)]
    [InlineData("Here it is:\n```json\n" + Plan + "\n```\nAnything else?")]
    [InlineData("""{"pages":[]} I mean """ + Plan)]
    [InlineData("A { brace that opens nothing, then " + Plan)]
    public void The_last_whole_plan_is_read(string answer)
    {
        var outline = OutlineJson.Read(answer);

        Assert.Equal(["A", "B"], outline?.Pages.Select(page => page.Title));
        Assert.Equal("S", Assert.Single(outline?.Sections ?? []).Title);
        Assert.Equal(["a.cs"], outline?.Pages[0].Files);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no braces")]
    [InlineData("""{"pages": "none"}""")]
    [InlineData("""{"pages":[{"title":"A",""")]
    public void An_answer_without_a_plan_is_none(string answer) => Assert.Null(OutlineJson.Read(answer));

    [Fact]
    public void Nothing_but_braces_takes_no_time() => Assert.Null(OutlineJson.Read(new string('{', 900_000)));
}
