using System.Text.RegularExpressions;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.SourceCode;
using DeepWiki.Core.Wikis.Model;
using DeepWiki.Core.Wikis.Pages;
using DeepWiki.Tests.Core.Wikis.Outline;
using DeepWiki.Tests.Support.Sources;

namespace DeepWiki.Tests.Core.Wikis.Pages;

[Trait("Category", "Unit")]
public sealed partial class PageWriterTests
{
    private const string Order =
        """
        import { Basket } from "./basket";

        /** An order that a customer placed. */
        export class Order {
          constructor(private readonly basket: Basket) {}

          /** The sum of all its lines. */
          total(): number {
            return this.basket.sum();
          }
        }
        """;

    private const string Basket =
        """
        import { Order } from "./order";

        // Collects what a customer wants.
        export class Basket {
          sum(): number {
            return 0;
          }
        }
        """;

    private static readonly (string Path, string Text)[] Files = [("src/orders/order.ts", Order), ("src/orders/basket.ts", Basket)];

    [Fact]
    public void A_page_begins_with_its_files_and_its_title()
    {
        var pieces = PageWriter.Write(SampleRepositories.Page("Orders", Files));

        Assert.True(pieces.Count >= 2);
        Assert.StartsWith(
            "<details>\n<summary>Relevant source files</summary>\n\n- [src/orders/order.ts]()\n- [src/orders/basket.ts]()\n\n</details>\n\n# Orders\n\n",
            string.Concat(pieces), StringComparison.Ordinal);
    }

    [Fact]
    public void Types_are_told_by_their_comments_their_signatures_and_their_relations()
    {
        var page = string.Concat(PageWriter.Write(SampleRepositories.Page("Orders", Files)));

        Assert.Contains(
            "### `Order`\n\nAn order that a customer placed.\n\n```typescript\nexport class Order\n```\n\n`Order` refers to `Basket`.\n\n"
                + "Sources: [src/orders/order.ts:3-3](), [src/orders/order.ts:4-11]()\n",
            page, StringComparison.Ordinal);
        Assert.Contains("### `Order.total`\n\nThe sum of all its lines.\n\n```typescript\ntotal(): number\n```\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_citation_lies_within_the_lines_that_were_given()
    {
        var facts = SampleRepositories.Page("Orders", Files);

        var citations = Citation().Matches(string.Concat(PageWriter.Write(facts)));

        Assert.NotEmpty(citations);
        Assert.All(citations, match =>
        {
            var block = facts.Files.Single(file => file.Path == match.Groups["path"].Value).Blocks[0];
            var (start, end) = (int.Parse(match.Groups["start"].ValueSpan), int.Parse(match.Groups["end"].ValueSpan));
            Assert.True(block.StartLine <= start && start <= end && end <= block.EndLine, match.Value);
        });
    }

    [Fact]
    public void The_same_facts_give_the_same_page()
    {
        Assert.Equal(PageWriter.Write(SampleRepositories.Page("Orders", Files)), PageWriter.Write(SampleRepositories.Page("Orders", Files)));
    }

    [Fact]
    public void A_page_speaks_its_language()
    {
        var page = string.Concat(PageWriter.Write(SampleRepositories.InLanguage("fr", "Commandes", Files)));

        Assert.Contains("## Fonctionnement", page, StringComparison.Ordinal);
        Assert.Contains("<summary>Relevant source files</summary>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_files_says_so()
    {
        var pieces = PageWriter.Write(SampleRepositories.Page("Nothing"));

        Assert.True(pieces.Count >= 2);
        Assert.EndsWith("# Nothing\n\nThe index holds no text of these files.\n", string.Concat(pieces), StringComparison.Ordinal);
    }

    [Fact]
    public void What_others_wrote_stays_text()
    {
        const string Hostile =
            "// <script>alert(1)</script> [x](javascript:alert(1)) is a good sentence.\npublic class Evil\n{\n    // ``` | <img src=x onerror=alert(1)> closes "
                + "the fence.\n    public void Run() { }\n}\n";

        var page = string.Concat(
            PageWriter.Write(
                SampleRepositories.Page(
                    "<b>T</b> | `x`", ("src/<x>|`.cs", Hostile), ("src/Evil.cs", Hostile),
                    ("src/a.md", "# <svg onload=x>\n\n<iframe src=x></iframe> is a text of some words."))));

        var prose = Fence().Replace(page, "");
        Assert.DoesNotContain("<script", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("<iframe", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("](javascript", prose, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_that_extend_others_are_drawn()
    {
        var page = string.Concat(
            PageWriter.Write(
                SampleRepositories.Page(
                    "Shapes", ("a.cs", "public abstract class Shape\n{\n}\n\npublic class Circle(int r) : Shape, IArea\n{\n}\n"),
                    ("b.cs", "public class Square : Shape, IArea\n{\n}\n\npublic interface IArea\n{\n}\n"))));

        Assert.Contains("## How the types relate", page, StringComparison.Ordinal);
        Assert.Contains("[\"Circle\"]", page, StringComparison.Ordinal);
        Assert.Contains("[\"IArea\"]", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_be_set_is_listed_with_its_default()
    {
        const string Settings =
            "import os\n\nPORT = int(os.environ.get(\"PORT\", \"8001\"))\nHOST = os.getenv(\"HOST\")\n"
            + "parser.add_argument(\"--workers\", type=int, default=4)\n";

        var page = string.Concat(PageWriter.Write(SampleRepositories.Page("Settings", ("app/settings.py", Settings))));

        Assert.Contains(
            "| `PORT` | `\"8001\"` | [app/settings.py:3-3]() |\n| `HOST` |  | [app/settings.py:4-4]() |\n| `--workers` | `4` | [app/settings.py:5-5]() |", page,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_licence_is_no_introduction()
    {
        var page = string.Concat(
            PageWriter.Write(
                SampleRepositories.Page(
                    "Dict",
                    (
                        "src/dict.c",
                        "/* Copyright (c) Acme. All rights reserved.\n * Redistribution is permitted. */\n\n/* A table of keys and their values. */\n\n"
                            + "#include <stdio.h>\n\nint dict_add(int key)\n{\n    return key;\n}\n"))));

        Assert.Contains("A table of keys and their values.\n\nSources: [src/dict.c:4-4]()", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Acme", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_a_document_are_quoted_without_its_links()
    {
        var page = string.Concat(
            PageWriter.Write(
                SampleRepositories.Page(
                    "Overview", ("README.md", "# Shop\n\n![badge](https://x/y.svg)\n\nThe [shop](https://evil.example) sells *few* things to people.\n")
                )));

        Assert.Contains("The shop sells *few* things to people.\n\nSources: [README.md:5-5]()", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Read https://shop.example/all for what it sells to whom.")]
    [InlineData("Read www.shop.example for what it sells to whom.")]
    [InlineData("Read https&#58;//shop.example for what it sells to whom.")]
    public void An_address_in_a_document_becomes_no_link(string line)
    {
        var page = string.Concat(
            PageWriter.Write(SampleRepositories.Page("Overview", ("README.md", $"# Shop\n\n{line}\n\n## https://shop.example\n\nIt sells few things.\n")))
        );

        Assert.Matches(@"Read `(https://|www\.)shop\.example[a-z/]*` for what it sells to whom\.", page);
        Assert.DoesNotContain("shop.example", Fence().Replace(page, ""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stroke_ends_no_cell_whatever_stands_before_it()
    {
        var page = string.Concat(
            PageWriter.Write(
                SampleRepositories.Page(
                    "Runner",
                    (
                        "src/Runner.cs",
                        "public class Runner\n{\n    public void Run(string a = \"\\| ![](https://e.io/p) \")\n    {\n        Go();\n        Go();\n    }\n\n"
                            + "    public void Or(int a = 1 | 2)\n    {\n        Go();\n        Go();\n    }\n}\n"
                    ))));

        Assert.Contains("(string a = \"\\ \\| ![]", page, StringComparison.Ordinal);
        Assert.Contains("1 \\| 2", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Overloads_share_a_row_that_cites_the_one_it_quotes()
    {
        var page = string.Concat(
            PageWriter.Write(
                SampleRepositories.Page(
                    "Runner",
                    (
                        "src/Runner.cs",
                        "public class Runner\n{\n    public void Run(int count)\n    {\n    }\n\n    /// <summary>Runs all of them at once.</summary>\n    "
                            + "public void Run()\n    {\n        Begin();\n    }\n}\n"))));

        Assert.Contains("### `Runner.Run`\n\nRuns all of them at once.\n", page, StringComparison.Ordinal);
        Assert.Contains("Sources: [src/Runner.cs:7-7](), [src/Runner.cs:8-11]()", page, StringComparison.Ordinal);
        Assert.DoesNotContain("[src/Runner.cs:3-5]", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_of_python_is_introduced_by_its_docstring()
    {
        const string Module =
            "#!/usr/bin/env python\n# coding: utf-8\n\"\"\"Counts the orders of a day.\n\nEach of them once.\n\"\"\"\n\nclass Counter:\n    def "
                + "__init__(self):\n        self.n = 0\n";

        var page = string.Concat(PageWriter.Write(SampleRepositories.Page("Orders", ("shop/orders/__init__.py", Module), ("shop/orders/day.py", "day = 1\n"))));

        Assert.Contains(
            "Counts the orders of a day.\n\nEach of them once.\n\nSources: [shop/orders/__init__.py:3-5]()", page, StringComparison.Ordinal);
        Assert.DoesNotContain("## Init", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directive_is_no_comment()
    {
        var page = string.Concat(
            PageWriter.Write(
                SampleRepositories.Page("Runner", ("src/Runner.cs", "#nullable enable annotations\n\npublic class Runner\n{\n    public void Run() { }\n}\n")))
        );

        Assert.DoesNotContain("nullable", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_of_callouts_and_tables_of_badges_are_left_out()
    {
        const string Readme =
            """
            # Shop

            ## State

            > [!IMPORTANT]
            > Read this first of all.

            | [![built](https://host/badge.svg)](https://host) | done |
            | --- | --- |

            It sells few things to people.
            """;

        var page = string.Concat(
            PageWriter.Write(SampleRepositories.Page("State", ("src/README.md", "# Part\n\nA part of it that does little."), ("README.md", Readme))));

        Assert.Contains("> Read this first of all.\n", page, StringComparison.Ordinal);
        Assert.Contains("It sells few things to people.\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("IMPORTANT", page, StringComparison.Ordinal);
        Assert.DoesNotContain("badge", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heading_that_is_a_picture_is_left_out()
    {
        var page = string.Concat(
            PageWriter.Write(SampleRepositories.Page("Guide", ("docs/guide.md", "# ![logo](https://host/logo.svg)\n\nIt sells few things to people.\n")))
        );

        Assert.EndsWith("# Guide\n\nIt sells few things to people.\n\nSources: [docs/guide.md:3-3]()\n\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_that_follow_each_other_are_read_as_one_text()
    {
        ContextBlock[] blocks =
        [
            new(1, "src/Runner.cs", 101, 104, null, "/// <summary>Runs what is to be run.</summary>\npublic class Runner\n{\n    public void Run()", 0),
            new(2, "src/Runner.cs", 105, 108, null, "    {\n        Begin();\n    }\n}", 0),
        ];

        var page = string.Concat(PageWriter.Write(new PageFacts("Runner", "acme/shop", "en", [new PageFile("src/Runner.cs", blocks.Declared())])));

        Assert.Contains("### `Runner`\n\nRuns what is to be run.\n", page, StringComparison.Ordinal);
        Assert.Contains("Sources: [src/Runner.cs:101-101](), [src/Runner.cs:102-108]()", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_head_links_what_has_an_address()
    {
        var head = PageWriter.Head("A_B", [("src/a_b.cs", "https://host/a_b.cs"), ("local.cs", ""), ("x.cs", "javascript:(1)")], "en");

        Assert.Equal(
            "<details>\n<summary>Relevant source files</summary>\n\n- [src/a\\_b.cs](https://host/a_b.cs)\n- local.cs\n- x.cs\n\n</details>\n\n# A\\_B\n\n",
            head);
    }

    [GeneratedRegex(@"\[(?<path>[^\]]+):(?<start>\d+)-(?<end>\d+)\]\(\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Citation();

    [GeneratedRegex(
        @"^(?<fence>`{3,}).*?^\k<fence>$|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Fence();
}
