using DeepWiki.Core.Chunks;
using DeepWiki.Core.Storage;

namespace DeepWiki.Tests.Unit.Storage;

[Trait("Category", "Unit")]
public sealed class BinaryCopyWriterTests
{
    private const string Header = "5047434F50590AFF0D0A000000000000000000";

    [Fact]
    public void Writes_the_header_the_rows_and_the_trailer()
    {
        var writer = new BinaryCopyWriter();
        writer.StartRow(3);
        writer.Int32(7);
        writer.Text("é");
        writer.Null();

        Assert.Equal(Header + "0003" + "00000004" + "00000007" + "00000002" + "C3A9" + "FFFFFFFF" + "FFFF", Convert.ToHexString(writer.Finish().Span));
    }

    [Fact]
    public void Writes_half_vectors_as_the_extension_receives_them()
    {
        var writer = new BinaryCopyWriter();
        writer.StartRow(1);
        writer.HalfVector([1f, -2f]);

        // Two dimensions, a zero, then 1 and -2 in half precision.
        Assert.Equal(Header + "0001" + "00000008" + "0002" + "0000" + "3C00" + "C000" + "FFFF", Convert.ToHexString(writer.Finish().Span));
    }

    [Fact]
    public void Writes_sparse_vectors_with_slots_from_zero()
    {
        var writer = new BinaryCopyWriter();
        writer.StartRow(1);
        writer.SparseVector(new SparseTerms([0, 5], [1f, 0.5f]));

        Assert.Equal(
            Header + "0001" + "0000001C" + "00100000" + "00000002" + "00000000" + "00000000" + "00000005" + "3F800000" + "3F000000" + "FFFF",
            Convert.ToHexString(writer.Finish().Span));
    }
}
