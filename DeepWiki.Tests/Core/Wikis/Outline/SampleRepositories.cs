using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Tests.Support.Sources;

namespace DeepWiki.Tests.Core.Wikis.Outline;

/// <summary>Small repositories to make wikis of.</summary>
internal static class SampleRepositories
{
    /// <summary>A program with two heavy folders, tests, a workflow and settings.</summary>
    public static RepositoryFacts Shop { get; } =
        new(
            "acme/shop",
            [
                File(".github/workflows/build.yml", 30),
                File("Dockerfile", 12),
                File("README.md", 40),
                File("package.json", 20),
                File("src/config/settings.ts", 60, "Settings", "Settings.port"),
                File("src/index.ts", 50, "start"),
                File("src/orders/basket.ts", 210, "Basket", "Basket.add"),
                File("src/orders/index.ts", 20, "orders"),
                File("src/orders/order.ts", 330, "Order", "Order.total"),
                File("src/orders/order_store.ts", 180, "OrderStore"),
                File("src/printing/paper.ts", 150, "Paper"),
                File("src/printing/printer.ts", 240, "Printer"),
                File("src/printing/margin.ts", 120, "Margin"),
                File("src/vendor/lib.ts", 9_000, "Vendored"),
                File("test/orders.test.ts", 400, "test"),
                File("test/printing.test.ts", 300, "test"),
            ],
            "# Acme Shop\n\n[![build](https://ci/badge.svg)](https://ci)\n\nShop is a small web shop for people who sell *few* things. It is fast.\n\n## "
                + "Install\n\nRun `npm install` and then start the shop.\n");

    /// <summary>A program whose documentation treats two of its three parts.</summary>
    public static RepositoryFacts Documented { get; } =
        new(
            "acme/shop",
            [
                File("CONTRIBUTING.md", 40),
                File("README.md", 40),
                File("docs/changelog.md", 90),
                File("docs/orders.md", 60),
                File("docs/printing-labels.md", 60),
                Told("src/orders/basket.ts", 210, "Basket"),
                Told("src/orders/order.ts", 330, "Order"),
                Told("src/printing/label.ts", 150, "Label"),
                Told("src/printing/printer.ts", 240, "LabelPrinter"),
                Told("src/stock/shelf.ts", 240, "Shelf"),
                Told("src/stock/stock.ts", 240, "Stock"),
            ],
            "")
        {
            Documents =
            [
                IndexedText.File("CONTRIBUTING.md", $"# How to help\n\n{Words(130)}\n"),
                IndexedText.File("README.md", "# Acme Shop\n\nShop is a small web shop for people.\n\n## Install\n\nRun `npm install` and start it.\n"),
                IndexedText.File("docs/changelog.md", $"# Changes\n\n{Words(200)}\n"),
                IndexedText.File("docs/orders.md",
                    $"# Placing orders\n\nAn order is placed by a customer who has filled a basket.\n\n"
                    + $"{Words(200)} `Order` `Basket`\n"),
                IndexedText.File("docs/printing-labels.md",
                    $"# Printing labels\n\nLabels are printed one after the other.\n\n"
                    + $"{Words(200)} `Label` `LabelPrinter`\n"),
            ],
        };

    /// <summary>A library of some size: so many packages of so many files each.</summary>
    public static RepositoryFacts Large(int packages, int files) => new(
        "acme/large",
        [.. Enumerable.Range(0, packages).SelectMany(package => Enumerable.Range(0, files).Select(file =>
            File($"pkg/part{package:D3}/unit{file:D3}.go", 100 + (package * 7 % 90), $"Part{package}.Unit{file}", $"New{file}")))],
        "");

    public static FileFacts File(string path, int lines, params IReadOnlyList<string> symbols) => new(path, lines, symbols);

    /// <summary>A file whose declarations are documented.</summary>
    private static FileFacts Told(string path, int lines, string type) =>
        new(path, lines, [type, $"{type}.run"]) { Types = [type], Documented = 8, DocumentationLines = 24 };

    private static string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(number => number % 9 == 8 ? "shops." : "word"));

    public static PageFacts Page(string title, params IReadOnlyList<(string Path, string Text)> files) => InLanguage("en", title, files);

    public static PageFacts InLanguage(string language, string title, params IReadOnlyList<(string Path, string Text)> files) =>
        new(
            title, "acme/shop", language,
            [.. files.Select(file => IndexedText.File(file.Path, file.Text))]);
}
