using DeepWiki.Core.SourceCode;
using DeepWiki.Indexer.Indexing.Chunking;

namespace DeepWiki.Tests.Indexer.Indexing.Chunking;

[Trait("Category", "Unit")]
public sealed class LeadingTriviaTests
{
    [Theory]
    [InlineData("x\n\n// Says it.\n[Fact]\nvoid A()", 5, 3)]
    [InlineData("#include <a.h>\nint a(void)", 2, 2)]
    [InlineData("a\nb", 2, 2)]
    public void A_boundary_moves_up_over_comments_and_attributes(string text, int line, int expected)
    {
        var lifted = LeadingTrivia.Lift(new SourceLines(text), [new Boundary(line, "A")]);

        Assert.Equal(expected, Assert.Single(lifted).Line);
    }

    [Fact]
    public void Names_of_one_line_begin_together_and_no_boundary_passes_the_one_before()
    {
        var lines = new SourceLines("// one\nint a, b;\n// two\nint c;");

        var lifted = LeadingTrivia.Lift(lines, [new Boundary(2, "a"), new Boundary(2, "b"), new Boundary(4, "c")]);

        Assert.Equal([1, 1, 3], lifted.Select(boundary => boundary.Line));
    }
}
