using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Outline;
using DeepWiki.Core.Wikis.Outline.Repair;

namespace DeepWiki.Tests.Core.Wikis.Outline.Repair;

[Trait("Category", "Unit")]
public sealed class OutlineRepairTests
{
    [Theory]
    [InlineData("src/orders/order.ts")]
    [InlineData("./src/orders/order.ts")]
    [InlineData("/src/orders/order.ts")]
    [InlineData("`src/orders/order.ts`")]
    [InlineData("shop/src/orders/order.ts")]
    [InlineData("orders/order.ts")]
    [InlineData("SRC/orders/Order.ts")]
    [InlineData("src\\orders\\order.ts")]
    [InlineData("src/orders/order.ts:10-20")]
    public void A_near_miss_becomes_the_file_that_is_meant(string written)
    {
        var outline = Repair(Page("p", "Orders", written));

        Assert.Equal("src/orders/order.ts", outline.Pages[0].Files[0]);
    }

    [Fact]
    public void Files_that_do_not_exist_are_dropped_and_near_ones_added()
    {
        var outline = Repair(Page("p", "Printing", "src/printing/magic.ts", "src/printing/paper.ts"));

        var files = outline.Pages[0].Files;
        Assert.Equal("src/printing/paper.ts", files[0]);
        Assert.Contains("src/printing/printer.ts", files);
        Assert.Empty(files.Except(SampleRepositories.Shop.Files.Select(file => file.Path), StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_stands_for_its_best_files()
    {
        var outline = Repair(Page("p", "Orders", "src/orders"));

        Assert.Contains("src/orders/order.ts", outline.Pages[0].Files);
    }

    [Fact]
    public void Among_thousands_of_files_of_one_name_the_one_that_is_meant_is_found()
    {
        var facts = new RepositoryFacts(
            "acme/parts", [.. Enumerable.Range(0, 3_000).Select(part => SampleRepositories.File($"part{part}/src/index.ts", 50))], "");

        var outline = OutlineRepair.Repair(
            new WikiOutline("T", "D", [], [Page("p", "Parts", "parts/part7/src/index.ts", "src/index.ts")]), facts, OutlineDetail.Concise, "en");

        Assert.Equal("part7/src/index.ts", outline.Pages[0].Files[0]);
        Assert.DoesNotContain("part0/src/index.ts", outline.Pages[0].Files.Take(1));
    }

    [Fact]
    public void No_more_paths_of_a_page_are_looked_for_than_it_can_have()
    {
        var outline = Repair(Page("p", "Orders", [.. Enumerable.Repeat("gone.ts", 40), "src/printing/margin.ts"]));

        Assert.DoesNotContain("src/printing/margin.ts", outline.Pages.Single(page => page.Title == "Orders").Files);
    }

    [Fact]
    public void Each_page_stands_in_one_section_that_can_be_reached()
    {
        var broken = new WikiOutline(
            "T", "D",
            [
                new(" s1 ", "", ["p1", "p1", "gone", " p2"], ["s2", "s9", "s1"]),
                new("s2", "Two", ["p1", "p2"], ["s1"]),
                new("s2", "Twice", ["p3"], []),
                new("s3", "Empty", [], []),
            ],
            [
                Page("p1", "One", "package.json"),
                Page("p2", "Two", "Dockerfile"),
                Page("p3 ", "Three", "README.md"),
                Page("p4", "Four", "src/index.ts"),
                Page("p4", "Five", "src/index.ts"),
            ]);

        var outline = OutlineRepair.Repair(broken, SampleRepositories.Shop, OutlineDetail.Comprehensive, "en");

        OutlineChecks.Complete(outline, OutlineDetail.Comprehensive);
        Assert.Empty(new[] { "One", "Two", "Three", "Four", "Five" }.Except(outline.Pages.Select(page => page.Title), StringComparer.Ordinal));
    }

    [Fact]
    public void Too_few_pages_are_filled_up_and_too_many_cut_by_what_matters()
    {
        var facts = SampleRepositories.Large(30, 10);
        var few = new WikiOutline("T", "D", [], [Page("p", "Only one", "pkg/part001/unit001.go")]);
        var many = new WikiOutline(
            "T",
            "D",
            [],
            [
                .. Enumerable
                    .Range(0, 40)
                    .Select(i => Page($"p{i}", $"Page {i}", "pkg/part001/unit001.go") with { Importance = i == 39 ? PageImportance.High : PageImportance.Low }),
            ]);

        var filled = OutlineRepair.Repair(few, facts, OutlineDetail.Comprehensive, "en");
        var cut = OutlineRepair.Repair(many, facts, OutlineDetail.Concise, "en");

        Assert.InRange(filled.Pages.Count, 8, 12);
        Assert.Equal("Only one", filled.Pages.Single(page => page.Title == "Only one").Title);
        Assert.Equal(6, cut.Pages.Count);
        Assert.Equal("Page 39", cut.Pages[^1].Title);
    }

    [Fact]
    public void References_between_pages_follow_their_new_ids()
    {
        var outline = Repair(Page("b", "First", "package.json") with { Related = ["a", "nowhere", "b"] }, Page("a", "Second", "Dockerfile"));

        var first = outline.Pages.Single(page => page.Title == "First");
        var second = outline.Pages.Single(page => page.Title == "Second");
        Assert.Equal([second.Id], first.Related);
    }

    [Fact]
    public void Nothing_left_of_an_outline_becomes_the_one_made_without_a_model()
    {
        var outline = Repair(Page("x", "", "nowhere.ts"));

        Assert.Equal(
            OutlineXml
                .Write(OutlineBuilder.Build(SampleRepositories.Shop, OutlineDetail.Comprehensive, "en"), OutlineDetail.Comprehensive)
                .Split('\n')
                .Count(line => line.Contains("<page id", StringComparison.Ordinal)),
            outline.Pages.Count);
        OutlineChecks.Complete(outline, OutlineDetail.Comprehensive);
    }

    private static WikiOutline Repair(params IReadOnlyList<OutlinePage> pages) =>
        OutlineRepair.Repair(new WikiOutline("T", "D", [new("s", "S", [pages[0].Id], [])], pages), SampleRepositories.Shop, OutlineDetail.Comprehensive, "en");

    private static OutlinePage Page(string id, string title, params IReadOnlyList<string> files) => new(id, title, "", PageImportance.Medium, files, []);
}
