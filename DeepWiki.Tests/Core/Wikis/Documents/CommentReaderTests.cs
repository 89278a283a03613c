using DeepWiki.Core.Wikis.Documents;

namespace DeepWiki.Tests.Core.Wikis.Documents;

[Trait("Category", "Unit")]
public sealed class CommentReaderTests
{
    [Theory]
    [InlineData(
        "csharp", "/// <summary>\n/// Reads <see cref=\"T:Shop.Chunk{TItem}\"/>s of <paramref name=\"file\"/>.\n"
            + "/// </summary>\n/// <param name=\"file\">The file.</param>\n"
            + "/// <remarks>\n/// Slow.\n/// </remarks>",
        "Reads `Shop.Chunk<TItem>`s of `file`.", "Slow.")]
    [InlineData(
        "java", "/**\n * Reads {@link Gson#toJson(Object)} of\n * a {@code file}.\n *\n * <p>Slow, see <a href=\"x\">y</a>.\n *\n * @param file the file\n */",
        "Reads `Gson.toJson` of\na `file`.", "Slow, see y.")]
    [InlineData("rust", "/// Reads the [`Chunk`](struct.Chunk.html)s.\n///\n/// Slow.", "Reads the `Chunk`s.", "Slow.")]
    [InlineData("go", "// Read reads all chunks\n// of a file.\n//\n// Slow.", "Read reads all chunks\nof a file.", "Slow.")]
    [InlineData("python", "    \"\"\"Read :class:`~shop.Chunk` objects.\n\n    Slow.\n\n    Args:\n        file: the file.\n    \"\"\"",
        "Read `Chunk` objects.", "Slow.")]
    [InlineData("javascript", "/**\n * Reads all chunks of a file.\n *\n * Slow.\n *\n * @param {String} file\n * @api public\n */",
        "Reads all chunks of a file.", "Slow.")]
    public void A_comment_is_read_without_its_marks_and_tags(string language, string comment, string first, string second)
    {
        var lines = comment.Split('\n');

        var blocks = CommentReader.Read(language, lines, 0, lines.Length, 11);

        Assert.Equal([first, second], blocks.Select(block => block.Text));
        Assert.All(blocks, block => Assert.InRange(block.StartLine, 11, 10 + lines.Length));
    }
}
