using DeepWiki.Core.Wikis.Documents;
using DeepWiki.Tests.Support.Sources;

namespace DeepWiki.Tests.Core.Wikis.Documents;

[Trait("Category", "Unit")]
public sealed class DocumentReaderTests
{
    private const string Rst =
        """
        .. _topics-items:

        =====
        Items
        =====

        The main goal is to *extract* data, see :doc:`/topics/loaders` and :class:`~shop.Item`.
        It is done in ``parse``::

            for item in items:
                yield item

        .. note:: Items_ are plain.

        .. _Items: https://shop.example/items

        * one of
          them
        * the other

        .. toctree::
           :caption: More

           topics/loaders
        """;

    [Fact]
    public void Restructured_text_is_read_as_a_document()
    {
        var document = Read("docs/items.rst", Rst);

        Assert.Equal("Items", document.Title);
        Assert.Equal(
            [
                (DocumentBlockKind.Heading, "Items", 3, 5),
                    (DocumentBlockKind.Paragraph, "The main goal is to extract data, see loaders and Item. It is done in parse:", 7, 8),
                (DocumentBlockKind.Code, "", 10, 11), (DocumentBlockKind.Note, "Items are plain.", 13, 13), (DocumentBlockKind.List, "one of them the other",
                    17, 19),
            ],
            document.Blocks.Select(block => (block.Kind, block.Plain, block.StartLine, block.EndLine)));
        Assert.Equal(("Items", "topics/loaders"), Assert.Single(document.Contents));
    }

    [Fact]
    public void Links_to_other_documents_are_kept_and_others_lose_their_address()
    {
        var document = Read("docs/items.rst", Rst);

        var text = RepositoryLink.Resolve(document.Blocks[1].Text, (target, label) => $"<{target}|{label}>");

        Assert.Equal("The main goal is to *extract* data, see </topics/loaders|loaders> and `Item`. It is done in `parse`:", text);
        Assert.DoesNotContain("shop.example", string.Concat(document.Blocks.Select(block => block.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_is_read_as_a_document()
    {
        const string Text =
            "---\ntitle: \"Orders\"\n---\n\n# ![logo](x.svg)\n\n[![build](https://ci/b.svg)](https://ci)\n\nAn [order](basket.md#top) is **placed** at\n"
                + "https://shop.example/now.\n\n- a\n  - b\n\n| Name | Badge | Says |\n| --- | --- | --- |\n| `a|b` | ![x](y) | fine |\n\n"
                + "```cs\nvar x = 1;\n```\n";

        var document = Read("docs/orders.md", Text);

        Assert.Equal("Orders", document.Title);
        Assert.Equal(
            ["Orders", "An <basket.md#top|order> is **placed** at\n`https://shop.example/now`.", "- a\n  - b",
                "| Name | Says |\n| --- | --- |\n| `a\\|b` | fine |", "var x = 1;"],
            document.Blocks.Select(block => RepositoryLink.Resolve(block.Text, (target, label) => $"<{target}|{label}>").TrimEnd()));
        Assert.Equal("cs", document.Blocks[^1].Language);
    }

    [Fact]
    public void A_heading_in_html_is_a_heading()
    {
        var document = Read("README.md",
            "<h1 align=\"center\">Shop</h1>\n\n<p align=\"center\">A small shop for all people.</p>\n\n<!-- a comment -->\n");

        Assert.Equal(
            [(DocumentBlockKind.Heading, "Shop"), (DocumentBlockKind.Paragraph, "A small shop for all people.")],
            document.Blocks.Select(block => (block.Kind, block.Plain)));
    }

    [Theory]
    [InlineData("# <script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)> | `y`\n")]
    [InlineData("> <iframe src=x>\n\n| <b>a</b> | b |\n| --- | --- |\n| <i>c</i> | d |\n")]
    public void Nothing_of_a_stranger_comes_alive(string text)
    {
        var document = Read("README.md", text);

        var written = string.Concat(document.Blocks.Select(block => RepositoryLink.Resolve(block.Text, (_, label) => label)));
        Assert.DoesNotContain("](", written, StringComparison.Ordinal);
        Assert.DoesNotContain("<", written.Replace("\\<", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_of_links_in_a_text_are_no_links()
    {
        var document = Read("README.md", "A text with \uE000https://evil.example\uE001words\uE002 in the middle of it.\n");

        Assert.Equal("A text with `https://evil.examplewords` in the middle of it.", document.Blocks[0].Text);
    }

    [Fact]
    public void Sections_are_cut_at_headings()
    {
        var document = Read("a.md", "Before.\n\n# One\n\nFirst.\n\n## Inner\n\nDeep.\n\n# Two\n\nSecond.\n");

        Assert.Equal(["", "One", "Inner", "Two"], document.Sections().Select(section => section.Title));
        Assert.Equal(["One", "Inner"], document.Below(document.Sections()[1]).Select(section => section.Title));
    }

    private static Document Read(string path, string text) => DocumentReader.Read(path, IndexedText.File(path, text).Blocks);
}
