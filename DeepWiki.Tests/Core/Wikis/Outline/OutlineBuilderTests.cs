using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Wikis.Outline;
using DeepWiki.Tests.Support.Sources;

namespace DeepWiki.Tests.Core.Wikis.Outline;

[Trait("Category", "Unit")]
public sealed class OutlineBuilderTests
{
    [Fact]
    public void An_outline_follows_the_folders_that_carry_the_code()
    {
        var outline = OutlineBuilder.Build(SampleRepositories.Shop, OutlineDetail.Comprehensive, "en");

        Assert.Equal("Acme Shop", outline.Title);
        Assert.Equal("Shop is a small web shop for people who sell few things.", outline.Description);
        Assert.Equal(
            ["Overview", "Getting Started", "Orders", "Printing"],
            outline.Pages.Select(page => page.Title));
        Assert.Equal([("Overview", 2), ("Core Components", 2)], outline.Sections.Select(section => (section.Title, section.Pages.Count)));
        Assert.Equal(["src/orders/order.ts", "src/orders/index.ts"], outline.Pages.Single(page => page.Title == "Orders").Files.Take(2));
    }

    [Fact]
    public void Vendored_files_are_on_no_page()
    {
        var outline = OutlineBuilder.Build(SampleRepositories.Shop, OutlineDetail.Comprehensive, "en");

        Assert.DoesNotContain("src/vendor/lib.ts", outline.Pages.SelectMany(page => page.Files));
    }

    [Fact]
    public void Tests_are_on_no_page()
    {
        var outline = OutlineBuilder.Build(SampleRepositories.Shop, OutlineDetail.Comprehensive, "en");

        Assert.DoesNotContain(outline.Pages, page => page.Files.Any(file => file.StartsWith("test/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Headings_of_the_documentation_have_the_first_claim()
    {
        var outline = OutlineBuilder.Build(SampleRepositories.Documented, OutlineDetail.Comprehensive, "en");

        Assert.Equal(
            ["Overview", "Getting Started", "Placing orders", "Printing labels", "Stock", "Contributing"], outline.Pages.Select(page => page.Title));
        Assert.Equal(
            ["docs/orders.md", "src/orders/order.ts", "src/orders/basket.ts"], outline.Pages.Single(page => page.Title == "Placing orders").Files);
        Assert.Equal("An order is placed by a customer who has filled a basket.", outline.Pages[2].Description);
        OutlineChecks.Complete(outline, OutlineDetail.Comprehensive);
    }

    [Fact]
    public void A_file_with_little_to_say_is_on_the_page_of_its_neighbour()
    {
        var facts = new RepositoryFacts(
            "acme/web",
            [
                Told("lib/application.js", 40, 300) with { Imports = ["./view"] }, Told("lib/request.js", 30, 200), Told("lib/view.js", 5, 34),
            ],
            "");

        var outline = OutlineBuilder.Build(facts, OutlineDetail.Comprehensive, "en");

        Assert.DoesNotContain("View", outline.Pages.Select(page => page.Title));
        Assert.Contains("lib/view.js", outline.Pages.Single(page => page.Title == "Application").Files);
    }

    [Fact]
    public void Types_of_one_sort_give_the_page_its_name()
    {
        string[] names = ["ArrayTypeAdapter", "DateTypeAdapter", "EnumTypeAdapter", "MapTypeAdapter", "Reader"];
        var facts = new RepositoryFacts(
            "acme/json",
            [
                .. names.Select(name => Told($"json/src/main/java/com/acme/json/internal/bind/{name}.java", 20, 100) with { Types = [name] }),
                .. new[] { "Json", "Element", "Primitive" }.Select(name =>
                    Told($"json/src/main/java/com/acme/json/{name}.java", 20, 100) with { Types = [name] }),
            ],
            "");

        var outline = OutlineBuilder.Build(facts, OutlineDetail.Comprehensive, "en");

        Assert.Contains("Type Adapters", outline.Pages.Select(page => page.Title));
    }

    private static FileFacts Told(string path, int documented, int lines) =>
        new(path, 10 * lines, ["first", "second"]) { Documented = documented, DocumentationLines = lines };

    [Fact]
    public void A_source_file_has_one_home()
    {
        var outline = OutlineBuilder.Build(SampleRepositories.Documented, OutlineDetail.Comprehensive, "en");

        var files = outline.Pages.Skip(1).SelectMany(page => page.Files).Where(file => file.EndsWith(".ts", StringComparison.Ordinal)).ToList();
        Assert.Equal(files.Distinct(StringComparer.Ordinal), files);
        Assert.Equal(
            SampleRepositories.Documented.Files.Select(file => file.Path).Where(path => path.EndsWith(".ts", StringComparison.Ordinal)),
            files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_title_of_restructured_text_has_no_marks()
    {
        var readme = IndexedText.File("README.rst",
            "Shop_\n=====\n\nShop_ is a small web shop for people who sell few things.\n\n.. _Shop: https://a.example\n");
        var facts = new RepositoryFacts("acme/shop", [SampleRepositories.File("README.rst", 6), SampleRepositories.File("shop.py", 200, "Shop")], "")
        {
            Documents = [readme],
        };

        var outline = OutlineBuilder.Build(facts, OutlineDetail.Concise, "en");

        Assert.Equal(("Shop", "Shop is a small web shop for people who sell few things."), (outline.Title, outline.Description));
    }

    [Theory]
    [InlineData(OutlineDetail.Comprehensive, 8, 30)]
    [InlineData(OutlineDetail.Concise, 6, 12)]
    public void A_large_repository_has_the_pages_that_were_asked_for(OutlineDetail detail, int fewest, int most)
    {
        var outline = OutlineBuilder.Build(SampleRepositories.Large(40, 12), detail, "en");

        Assert.InRange(outline.Pages.Count, fewest, most);
        Assert.All(outline.Pages, page => Assert.True(page.Files.Count >= 5, page.Title));
        OutlineChecks.Complete(outline, detail);
    }

    [Fact]
    public void A_flat_folder_is_told_apart_by_the_names_of_its_files()
    {
        string[] files =
            ["job_queue.c", "job_lease.c", "job_report.c", "http_server.c", "http_client.c", "http_parser.c", "dictionary.c", "start.c", "start.h"];
        var facts = new RepositoryFacts("acme/store", [.. files.Select(file => SampleRepositories.File($"src/{file}", 1_000, "main"))], "");

        var outline = OutlineBuilder.Build(facts, OutlineDetail.Comprehensive, "en");

        var jobs = Assert.Single(outline.Pages, page => page.Title == "Job");
        Assert.Equal(["src/job_lease.c", "src/job_queue.c", "src/job_report.c"], jobs.Files.Take(3).Order(StringComparer.Ordinal));
        Assert.Contains("HTTP", outline.Pages.Select(page => page.Title));
    }

    [Fact]
    public void A_file_is_called_as_its_declaration_spells_it()
    {
        string[] names = ["CircuitBreaker", "RetryBudget", "Backlog", "Lease", "Ledger", "Report", "Timeout", "Window", "Quota"];
        var facts = new RepositoryFacts(
            "acme/net", [.. names.Select(name => SampleRepositories.File($"net/{name.ToLowerInvariant()}.go", 1_000, $"net.{name}", $"net.{name}.Close"))], "");

        var titles = OutlineBuilder.Build(facts, OutlineDetail.Comprehensive, "en").Pages.Select(page => page.Title).ToList();

        Assert.Contains("Circuit Breaker", titles);
    }

    [Fact]
    public void A_sign_before_the_names_of_files_is_no_part_of_their_subject()
    {
        string[] names =
        [
            "_trustregion.py", "_trustregion_exact.py", "_trustregion_krylov.py", "_minimize.py", "_root.py", "_linesearch.py", "_bracket.py", "_basin.py",
            "_nnls.py"
        ];
        var facts = new RepositoryFacts("acme/optimize", [.. names.Select(name => SampleRepositories.File($"optimize/{name}", 1_000, "solve"))], "");

        var outline = OutlineBuilder.Build(facts, OutlineDetail.Comprehensive, "en");

        Assert.Contains("Trustregion", outline.Pages.Select(page => page.Title));
    }

    [Theory]
    [InlineData("ja", "概要")]
    [InlineData("zh", "概述")]
    [InlineData("es", "Descripción general")]
    [InlineData("ko", "개요")]
    [InlineData("ru", "Обзор")]
    [InlineData("tlh", "Overview")]
    public void Standard_pages_are_called_as_the_language_calls_them(string language, string title)
    {
        var outline = OutlineBuilder.Build(SampleRepositories.Shop, OutlineDetail.Concise, language);

        Assert.Equal(title, outline.Pages[0].Title);
    }

    [Theory]
    [InlineData(OutlineDetail.Comprehensive)]
    [InlineData(OutlineDetail.Concise)]
    public void The_order_of_the_facts_changes_nothing(OutlineDetail detail)
    {
        var facts = SampleRepositories.Large(12, 9);
        var mixed = facts with { Files = [.. facts.Files.Reverse()] };

        var first = OutlineXml.Write(OutlineBuilder.Build(facts, detail, "en"), detail);
        var second = OutlineXml.Write(OutlineBuilder.Build(mixed, detail, "en"), detail);

        Assert.Equal(first, second);
    }

    [Fact]
    public void An_empty_repository_still_has_a_page()
    {
        var outline = OutlineBuilder.Build(new RepositoryFacts("acme/empty", [], ""), OutlineDetail.Comprehensive, "en");

        Assert.Equal("Overview", Assert.Single(outline.Pages).Title);
        OutlineChecks.Complete(outline, OutlineDetail.Comprehensive);
    }

    [Fact]
    public void Names_made_to_harm_come_out_as_text()
    {
        string[] names = ["</page_ref><script>.ts", "a\u202Eb.ts", "x\ny.ts", "&amp;.ts", "```.ts", "%2e%2e.ts", "|.ts", "]] >.ts", "\u0000.ts", "\ud800.ts"];
        var facts = new RepositoryFacts(
            "<b>/&", [.. names.Select(name => SampleRepositories.File($"src/<x>/{name}", 500, "<T>", "a&b"))],
            "# <img src=x onerror=alert(1)>\n\n</wiki_structure> is a <b>thing</b> & more.");

        var xml = OutlineXml.Write(OutlineBuilder.Build(facts, OutlineDetail.Comprehensive, "en"), OutlineDetail.Comprehensive);

        OutlineChecks.WellFormed(xml);
    }

    [Fact]
    public void Five_times_the_files_cost_about_five_times_as_much()
    {
        var (small, large) = (SampleRepositories.Large(100, 100), SampleRepositories.Large(500, 100));
        OutlineBuilder.Build(small, OutlineDetail.Comprehensive, "en");

        var (one, five) = (Cost(small), Cost(large));

        Assert.True(five < 8 * one, $"{five} bytes against {one}");
    }

    // Bytes are counted, for time depends on who else is at work.
    private static long Cost(RepositoryFacts facts)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        OutlineBuilder.Build(facts, OutlineDetail.Comprehensive, "en");
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
