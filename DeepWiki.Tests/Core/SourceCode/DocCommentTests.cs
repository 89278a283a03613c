using DeepWiki.Core.SourceCode;

namespace DeepWiki.Tests.Core.SourceCode;

[Trait("Category", "Unit")]
public sealed class DocCommentTests
{
    [Theory]
    [InlineData("/// <summary>Reads <see cref=\"Chunk\"/>s. Then more.</summary>", "Reads Chunks.")]
    [InlineData("// Keeps jobs, e.g. those of an index. And more", "Keeps jobs, e.g. those of an index.")]
    [InlineData("/** Takes a message from the queue. */", "Takes a message from the queue.")]
    [InlineData("# copyright of somebody else", null)]
    [InlineData("// x := y + 1 is code", null)]
    [InlineData("// Short.", null)]
    public void The_first_sentence_stands_without_marks(string line, string? sentence) => Assert.Equal(sentence, DocComment.Read([line], 0, 1)?.Sentence);

    [Fact]
    public void A_docstring_without_a_sentence_is_given_up()
    {
        string[] lines = ["    \"\"\"", .. Enumerable.Repeat("    words and more words", 4_000), "    \"\"\""];
        DocComment.Read(lines, 0, lines.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var found = DocComment.Read(lines, 0, lines.Length);

        Assert.Null(found);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }
}
