using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Tests.Core.Answering.Citations;

[Trait("Category", "Unit")]
public sealed class CitationFilterTests
{
    private static readonly ContextBlock[] Blocks =
    [
        new(1, "src/a.cs", 10, 24, null, "", 1),
        new(2, "docs/read me.md", 1, 5, null, "", 1),
        new(3, "app/[id]/(all)/page.tsx", 1, 9, null, "", 1),
        new(4, "pkg/__init__.py", 1, 9, null, "", 1),
        new(5, "docs/Parts.md", 1, 10, null, "", 1),
        new(6, "docs/Parts.md", 11, 20, null, "", 1),
        new(7, "docs/Parts.md", 22, 30, null, "", 1),
    ];

    [Theory]
    [InlineData("See [src/a.cs:12-14]().", "See [src/a.cs:12-14](/src/a.cs#12-14).")]
    [InlineData("See [src/a.cs:12].", "See [src/a.cs:12-12](/src/a.cs#12-12).")]
    [InlineData("See [src/a.cs:12-14](https://elsewhere.example/).", "See [src/a.cs:12-14](/src/a.cs#12-14).")]
    [InlineData("See [docs/read me.md:1-5]()", "See [docs/read me.md:1-5](/docs/read me.md#1-5)")]
    [InlineData("As shown [2].", "As shown [docs/read me.md:1-5](/docs/read me.md#1-5).")]
    [InlineData("See [app/[id]/(all)/page.tsx:1-9]().", "See [app/[id]/(all)/page.tsx:1-9](/app/[id]/(all)/page.tsx#1-9).")]
    [InlineData("See [src/a.cs:12-14](https://elsewhere.example/(x)/y).", "See [src/a.cs:12-14](/src/a.cs#12-14).")]
    [InlineData("See [src/a.cs:12-14](https://elsewhere.example/\n).", "See [src/a.cs:12-14](/src/a.cs#12-14)(https://elsewhere.example/\n).")]
    [InlineData("An [open one, then [src/a.cs:12]()", "An [open one, then [src/a.cs:12-12](/src/a.cs#12-12)")]
    [InlineData("[[2] and [src/a.cs:12]](x)", "[[docs/read me.md:1-5](/docs/read me.md#1-5) and [src/a.cs:12-12](/src/a.cs#12-12)](x)")]
    [InlineData("[[[[[[[[[[[[src/a.cs:12]()", "[[[[[[[[[[[[src/a.cs:12-12](/src/a.cs#12-12)")]
    [InlineData("a ~~~ b [src/a.cs:12]", "a ~~~ b [src/a.cs:12-12](/src/a.cs#12-12)")]
    [InlineData("```code``` [src/a.cs:12]", "```code``` [src/a.cs:12-12](/src/a.cs#12-12)")]
    [InlineData("a ``` b\n\n[src/a.cs:12]", "a ``` b\n\n[src/a.cs:12-12](/src/a.cs#12-12)")]
    [InlineData("~~~\n[1]\n~~~\n[src/a.cs:12]", "~~~\n[1]\n~~~\n[src/a.cs:12-12](/src/a.cs#12-12)")]
    [InlineData("See [src/a.cs]().", "See [src/a.cs](/src/a.cs#10-24).")]
    [InlineData("See [docs/Parts.md:9-12]().", "See [docs/Parts.md:9-12](/docs/Parts.md#9-12).")]
    [InlineData("See [docs/parts.md:9-10]().", "See [docs/Parts.md:9-10](/docs/Parts.md#9-10).")]
    [InlineData("See [pkg/__init__.py:1-2]().", @"See [pkg/\_\_init\_\_.py:1-2](/pkg/__init__.py#1-2).")]
    [InlineData("See [a.cs:12-14]().", "See [src/a.cs:12-14](/src/a.cs#12-14).")]
    [InlineData("See [./src/a.cs:12-14]().", "See [src/a.cs:12-14](/src/a.cs#12-14).")]
    [InlineData(
        "Sources: [src/b.cs:1-2](), [src/a.cs:12-14](), [x.cs:1-1](), [src/a.cs:10]()",
        "Sources: [src/a.cs:12-14](/src/a.cs#12-14), [src/a.cs:10-10](/src/a.cs#10-10)")]
    [InlineData("As [src/b.cs:1-2](), which [src/a.cs:12]()", "As , which [src/a.cs:12-12](/src/a.cs#12-12)")]
    [InlineData("See [the guide](), [src/gone.cs]()!", "See the guide, !")]
    public void A_reference_to_shown_lines_becomes_a_link(string answer, string expected)
    {
        Assert.Equal(expected, Run(answer));
    }

    [Theory]
    [InlineData("See [src/a.cs:1-14]()!", "See !")]
    [InlineData("See [src/a.cs:20-12]()!", "See !")]
    [InlineData("See [docs/Parts.md:18-24]()!", "See !")]
    [InlineData("See [docs/Parts.md:21-21]()!", "See !")]
    [InlineData("See [src/b.cs:12-14]()!", "See !")]
    [InlineData("See [app/[id]/page.tsx:1-9](https://evil.example/)!", "See !")]
    [InlineData("See [app/[id]/(all)/page.tsx:1-99](https://evil.example/(a))!", "See !")]
    [InlineData("[![src/b.cs:1-9](https://evil.example/)](x)!", "[!](x)!")]
    public void A_reference_to_lines_that_were_not_shown_is_taken_out(string answer, string expected)
    {
        Assert.Equal(expected, Run(answer));
    }

    [Theory]
    [InlineData("`x[1]` and ``[src/a.cs:12]``")]
    [InlineData("```\n[src/a.cs:12-14]()\n```\n")]
    [InlineData("~~~ts\n[src/a.cs:12-14]()\n```\n[1]\n~~~\n")]
    [InlineData("````\n```\n[src/a.cs:12-14]()\n``` not the end\n[1]\n````\n")]
    [InlineData("- x\n\n  ```\n\n  [1]\n  ```\n")]
    [InlineData("> ```\n> [1]\n> ```\n")]
    [InlineData("[a [b](c) d](e) and [x [y")]
    [InlineData("values[1] is an index, [17] is not a source")]
    [InlineData("[a link](https://example.org) and [an open")]
    [InlineData("😀 surrogates [and 😀 more](x) stay")]
    public void Everything_else_is_passed_on_as_it_is(string answer)
    {
        Assert.Equal(answer, Run(answer));
    }

    [Fact]
    public void Pieces_may_be_cut_anywhere()
    {
        const string Answer = "A [src/a.cs:12-14]() b `[1]` 😀 [2] [app/[id]/(all)/page.tsx:1-9](x(y)z) [[1]\n~~~\n[1]\n~~~\n [1] ```\n[1]\n``` [1] c";
        var whole = Run(Answer);

        for (var cut = 1; cut < Answer.Length; cut++)
        {
            Assert.Equal(whole, Run(Answer[..cut], Answer[cut..]));
        }

        Assert.Equal(whole, Run([.. Answer.Select(c => c.ToString())]));
    }

    private static string Run(params string[] pieces)
    {
        var filter = new CitationFilter(new CitationVerifier(Blocks, (path, start, end) => $"/{path}#{start}-{end}"));
        return string.Concat(pieces.Select(filter.Push)) + filter.Finish();
    }
}
