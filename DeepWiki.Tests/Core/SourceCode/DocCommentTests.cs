using DeepWiki.Core.SourceCode;

namespace DeepWiki.Tests.Core.SourceCode;

[Trait("Category", "Unit")]
public sealed class DocCommentTests
{
    [Fact]
    public void A_docstring_without_a_sentence_is_given_up()
    {
        string[] lines = ["def read():", "    \"\"\"", .. Enumerable.Repeat("    words and more words", 4_000), "    \"\"\""];
        DocComment.Find(lines);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var found = DocComment.Find(lines);

        Assert.Null(found);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_directive_before_a_declaration_says_nothing()
    {
        Assert.Null(DocComment.Find(["#nullable enable annotations", "public class Runner"]));
    }
}
