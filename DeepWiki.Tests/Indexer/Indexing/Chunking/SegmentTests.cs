using DeepWiki.Core.SourceCode;
using DeepWiki.Indexer.Indexing.Chunking;

namespace DeepWiki.Tests.Indexer.Indexing.Chunking;

[Trait("Category", "Unit")]
public sealed class SegmentTests
{
    [Fact]
    public void A_file_is_cut_at_its_boundaries_and_its_head_has_no_symbol()
    {
        var segments = Split("1\n2\n3\n4\n5", new Boundary(3, "A"), new Boundary(5, "B"));

        Assert.Equal([(1, 2, ""), (3, 4, "A"), (5, 5, "B")], segments.Select(segment => (segment.Start, segment.End, string.Join(' ', segment.Symbols))));
    }

    [Fact]
    public void Boundaries_of_one_line_share_a_segment()
    {
        var segment = Assert.Single(Split("1\n2", new Boundary(1, "A"), new Boundary(1, "B")));

        Assert.Equal(["A", "B"], segment.Symbols);
    }

    [Fact]
    public void A_file_without_boundaries_is_one_segment() => Assert.Equal((1, 3), Split("1\n2\n3") is [var only] ? (only.Start, only.End) : default);

    private static List<Segment> Split(string text, params Boundary[] boundaries) =>
        Segment.Split(new SourceLines(text), new Outline(ChunkKind.Symbols, boundaries));
}
