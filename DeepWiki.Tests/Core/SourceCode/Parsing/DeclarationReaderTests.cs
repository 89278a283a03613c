using DeepWiki.Core.SourceCode;
using DeepWiki.Core.SourceCode.Parsing;

namespace DeepWiki.Tests.Core.SourceCode.Parsing;

[Trait("Category", "Unit")]
public sealed class DeclarationReaderTests
{
    [Fact]
    public void Declarations_that_share_a_line_share_its_end()
    {
        var found = Read("a.js", "function a() {} function b() {\n  x\n}\ny\n", Function("a", 1), Function("b", 1));

        Assert.Equal([("a", 3), ("b", 3)], found.Select(declaration => (declaration.Name, declaration.EndLine)));
    }

    [Fact]
    public void An_end_that_ctags_knows_is_kept_beside_one_that_it_does_not()
    {
        var found = Read("a.js", "function a() {} function b() {\n  x\n}\ny\n", Function("a", 1) with { EndLine = 2 }, Function("b", 1));

        Assert.Equal([2, 3], found.Select(declaration => declaration.EndLine));
    }

    [Fact]
    public void A_line_of_thousands_of_declarations_before_thousands_of_lines_is_read()
    {
        var text = string.Concat(Enumerable.Repeat("function a() {} ", 8_000)) + string.Concat(Enumerable.Repeat("\n x", 40_000));

        var found = Read("a.js", text, [.. Enumerable.Range(0, 8_000).Select(number => Function($"a{number}", 1))]);

        Assert.Equal(8_000, found.Count);
        Assert.All(found, declaration => Assert.Equal(5_001, declaration.EndLine));
    }

    [Fact]
    public void Types_and_packages_are_told_apart_by_what_the_whole_file_declares()
    {
        var outer = new SymbolTag("Outer", "class", 1, "shop");
        var member = new SymbolTag("run", "method", 9, "shop.Outer.Inner") { EndLine = 10 };

        var found = Read("a.java", "class Outer {\n class Inner {\n }\n}\n\n\n\n\nrun\n;\n", outer, new SymbolTag("Inner", "class", 2, "shop.Outer"), member);

        Assert.Equal(["Outer", "Outer.Inner", "Outer.Inner.run"], found.Select(declaration => declaration.QualifiedName));
    }

    private static SymbolTag Function(string name, int line) => new(name, "function", line, null);

    private static IReadOnlyList<Declaration> Read(string path, string text, params SymbolTag[] tags) =>
        DeclarationReader.Read(path, SourceLanguage.FromPath(path) ?? throw new InvalidOperationException(path), new SourceLines(text), tags);
}
