using System.Text.RegularExpressions;
using DeepWiki.Core.Wikis.Pages;
using DeepWiki.Tests.Core.Wikis.Outline;

namespace DeepWiki.Tests.Core.Wikis.Pages;

[Trait("Category", "Unit")]
public sealed class SlideWriterTests
{
    private const string Code =
        "/// <summary>Keeps track: of <b>orders</b> & more.</summary>\npublic class OrderBook\n{\n    /// <summary>Adds an order to it.</summary>\n    public "
            + "void Add() { }\n}\n";

    [Fact]
    public void A_list_has_one_numbered_line_for_each_slide()
    {
        var lines = SlideWriter.SlideList(
            SampleRepositories.Page("Shop", ("README.md", "# Shop\n\nShop is a small web shop: for people who sell.\n"), ("src/OrderBook.cs", Code)));

        Assert.True(lines.Count >= 2);
        Assert.All(lines, line => Assert.Matches(new Regex(@"^\d+\. [^:\n]+: [^:\n]+\n$", RegexOptions.NonBacktracking), line));
        Assert.StartsWith("2. Order Book: ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_index_of_a_folder_is_called_like_the_folder()
    {
        var lines = SlideWriter.SlideList(
            SampleRepositories.Page("Shop", ("shop/orders/__init__.py", "class Orders:\n    def __init__(self):\n        self.all = []\n")));

        Assert.StartsWith("2. Orders: ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_slide_is_html_without_anything_that_acts()
    {
        var pieces = SlideWriter.Slide(SampleRepositories.Page("Shop", ("src/OrderBook.cs", Code)), "Order Book <script>");

        var html = string.Concat(pieces);
        Assert.True(pieces.Count >= 2);
        Assert.StartsWith("<div class=\"slide\">", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Equal(html.Split("<div").Length, html.Split("</div>").Length);
    }

    [Fact]
    public void A_workshop_leads_through_the_lines_in_order()
    {
        var pieces = SlideWriter.Workshop(SampleRepositories.Page("Shop", ("src/OrderBook.cs", Code)));

        var text = string.Concat(pieces);
        Assert.True(pieces.Count >= 2);
        Assert.StartsWith("# Shop\n\n## Exercise 1: Order Book\n", text, StringComparison.Ordinal);
        Assert.Contains("1. `OrderBook` [src/OrderBook.cs:2-", text, StringComparison.Ordinal);
    }
}
