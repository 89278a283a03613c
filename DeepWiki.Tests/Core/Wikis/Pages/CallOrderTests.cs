using DeepWiki.Core.Wikis.Pages;
using DeepWiki.Tests.Core.Wikis.Outline;

namespace DeepWiki.Tests.Core.Wikis.Pages;

[Trait("Category", "Unit")]
public sealed class CallOrderTests
{
    private const string Program =
        """
        /// Runs the shop.
        fn main() {
            let orders = load();
            // forget(orders);
            print("audit(orders)");
            sort(&orders);
            ship(&orders);
        }

        fn load() -> Orders {
            read_file()
        }

        fn read_file() -> Orders {
            Orders::new()
        }

        fn sort(orders: &Orders) {
            orders.sort();
        }

        fn ship(orders: &Orders) {}

        fn forget(orders: Orders) {}

        fn audit(orders: &Orders) {}
        """;

    [Fact]
    public void Calls_stand_in_the_order_in_which_they_are_written()
    {
        var diagram = Assert.Single(PageWriter.Compose(SampleRepositories.Page("Shop", ("src/main.rs", Program))).Diagrams);

        Assert.Equal(
            "graph TD\n  n1[\"main\"]\n  n2[\"load\"]\n  n3[\"read_file\"]\n  n4[\"sort\"]\n  n5[\"ship\"]\n"
                + "  n1 -->|1| n2\n  n2 -->|2| n3\n  n1 -->|3| n4\n  n1 -->|4| n5\n",
            diagram.Source);
        Assert.Equal(("src/main.rs", 2, 8), (diagram.Nodes[0].Path, diagram.Nodes[0].StartLine, diagram.Nodes[0].EndLine));
    }

    [Fact]
    public void A_name_that_is_declared_twice_proves_no_call()
    {
        var twice = Program + "\n\n#[cfg(windows)]\nfn ship(orders: &Orders) {}\n";

        var diagram = Assert.Single(PageWriter.Compose(SampleRepositories.Page("Shop", ("src/main.rs", twice))).Diagrams);

        Assert.DoesNotContain("ship", diagram.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_calls_are_no_order_worth_a_diagram()
    {
        var page = SampleRepositories.Page("Shop", ("src/main.rs", "/// Runs it.\nfn main() {\n    load();\n    ship();\n}\n\nfn load() {}\n\nfn ship() {}\n"));

        Assert.Empty(PageWriter.Compose(page).Diagrams);
    }

    [Fact]
    public void A_file_that_is_not_imported_is_not_called()
    {
        var page = SampleRepositories.Page(
            "Shop", ("shop/main.py", "def main():\n    load()\n    sort()\n    ship()\n"),
            ("other/work.py", "def load():\n    pass\n\n\ndef sort():\n    pass\n\n\ndef ship():\n    pass\n"));

        Assert.Empty(PageWriter.Compose(page).Diagrams);
    }
}
