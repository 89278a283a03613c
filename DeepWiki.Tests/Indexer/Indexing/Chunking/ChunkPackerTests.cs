using DeepWiki.Core.SourceCode;
using DeepWiki.Indexer.Indexing.Chunking;

namespace DeepWiki.Tests.Indexer.Indexing.Chunking;

[Trait("Category", "Unit")]
public sealed class ChunkPackerTests
{
    [Fact]
    public void Small_segments_share_a_chunk_with_the_names_of_all()
    {
        var chunk = Assert.Single(Pack(Lines(4, 20), new Segment(1, 2, ["A"]), new Segment(3, 4, ["B", "A"])));

        Assert.Equal((1, 4, "A"), (chunk.StartLine, chunk.EndLine, chunk.Symbol));
        Assert.Equal(["A", "B"], chunk.Symbols);
    }

    [Fact]
    public void A_chunk_of_the_target_size_takes_no_more()
    {
        var chunks = Pack(Lines(40, 80), new Segment(1, 20, ["A"]), new Segment(21, 22, ["B"]));

        Assert.Equal([(1, 20), (21, 22)], chunks.Select(chunk => (chunk.StartLine, chunk.EndLine)));
    }

    [Fact]
    public void A_segment_that_is_too_long_is_cut_and_no_line_is_lost()
    {
        var chunks = Pack(Lines(100, 80), new Segment(1, 100, ["Long"]));

        Assert.True(chunks.Count > 1);
        Assert.All(chunks, chunk => Assert.InRange(chunk.Text.Length, 1, 2400));
        Assert.Equal(Enumerable.Range(1, 100), chunks.SelectMany(chunk => Enumerable.Range(chunk.StartLine, chunk.EndLine - chunk.StartLine + 1)));
        Assert.All(chunks, chunk => Assert.Equal("Long", chunk.Symbol));
    }

    [Fact]
    public void A_cut_falls_on_a_blank_line_in_the_last_third()
    {
        var text = string.Join('\n', Enumerable.Range(1, 60).Select(line => line == 17 ? "" : new string('x', 80)));

        Assert.Equal(16, Pack(new SourceLines(text), new Segment(1, 60, []))[0].EndLine);
    }

    [Fact]
    public void Blank_lines_at_the_ends_belong_to_no_chunk()
    {
        var chunk = Assert.Single(Pack(new SourceLines("\n\na\nb\n\n"), new Segment(1, 5, [])));

        Assert.Equal((3, 4, "a\nb"), (chunk.StartLine, chunk.EndLine, chunk.Text));
    }

    private static SourceLines Lines(int count, int length) => new(string.Join('\n', Enumerable.Repeat(new string('x', length), count)));

    private static IReadOnlyList<Chunk> Pack(SourceLines lines, params Segment[] segments) =>
        new ChunkPacker(lines, new Outline(ChunkKind.Symbols, [])).Pack(segments);
}
