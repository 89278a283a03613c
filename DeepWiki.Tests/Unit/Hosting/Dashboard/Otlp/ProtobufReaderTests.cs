#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Otlp;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Otlp;

[Trait("Category", "Unit")]
public sealed class ProtobufReaderTests
{
    [Fact]
    public void Reads_every_wire_type()
    {
        var bytes = new ProtobufWriter().Varint(1, ulong.MaxValue).Fixed64(2, 7).Fixed32(3).Text(500, "text").Double(5, -0.5).ToArray();
        var reader = new ProtobufReader(bytes);

        Assert.True(reader.Next());
        Assert.Equal((1, ulong.MaxValue), (reader.Field, reader.ReadVarint()));
        Assert.True(reader.Next());
        Assert.Equal(7UL, reader.ReadFixed64());
        Assert.True(reader.Next());
        reader.Skip();
        Assert.True(reader.Next());
        Assert.Equal((500, "text"), (reader.Field, reader.ReadText(10)));
        Assert.True(reader.Next());
        Assert.Equal(-0.5, reader.ReadDouble());
        Assert.False(reader.Next());
    }

    [Fact]
    public void Skips_what_it_is_not_asked_for()
    {
        var bytes = new ProtobufWriter().Varint(1, 300).Fixed64(2, 7).Fixed32(3).Text(4, "text").Varint(9, 5).ToArray();
        var reader = new ProtobufReader(bytes);

        Assert.True(reader.Next(9));
        Assert.Equal(5UL, reader.ReadVarint());
        Assert.False(reader.Next(9));
    }

    [Theory]
    [InlineData("80")] // A key that does not end.
    [InlineData("08")] // A key without its value.
    [InlineData("0880")] // A number that does not end.
    [InlineData("08FFFFFFFFFFFFFFFFFFFF01")] // A number of eleven bytes.
    [InlineData("0900000000000000")] // Seven bytes of eight.
    [InlineData("0D000000")] // Three bytes of four.
    [InlineData("0A0541")] // A length beyond the end.
    [InlineData("0AFFFFFFFFFFFFFFFFFF01")] // A length beyond all memory.
    [InlineData("0B0C")] // A group.
    [InlineData("0C")] // The end of a group.
    [InlineData("0E")] // No wire type.
    [InlineData("0000")] // Field 0.
    [InlineData("F8FFFFFFFFFFFFFFFF0100")] // A field number beyond the largest.
    public void Rejects_what_is_malformed(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.Throws<InvalidDataException>(() => new ProtobufReader(bytes).Next(99));
    }

    [Theory]
    [InlineData("0801")]
    [InlineData("0A00")]
    [InlineData("0D00000000")]
    public void Rejects_a_field_of_another_wire_type_than_asked_for(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        Assert.Throws<InvalidDataException>(() => new ProtobufReader(bytes) is var reader && reader.Next() ? reader.ReadDouble() : 0);
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void Messages_may_be_nested_sixteen_deep(int depth, bool isRead)
    {
        var nested = Enumerable.Range(0, depth).Aggregate(new ProtobufWriter(), (inner, _) => new ProtobufWriter().Message(1, inner)).ToArray();

        var exception = Record.Exception(() => Descend(new ProtobufReader(nested)));

        Assert.Equal(isRead ? null : typeof(InvalidDataException), exception?.GetType());
    }

    [Fact]
    public void Reads_repeated_numbers_packed_and_not()
    {
        var bytes = new ProtobufWriter().Fixed64(6, 1).Bytes(6, [.. BitConverter.GetBytes(2UL), .. BitConverter.GetBytes(3UL)]).ToArray();
        var reader = new ProtobufReader(bytes);
        List<ulong> numbers = [];

        while (reader.Next(6))
        {
            reader.ReadPacked(numbers, 3);
        }

        Assert.Equal([1UL, 2UL, 3UL], numbers);
    }

    [Theory]
    [InlineData(15)] // A part of a number.
    [InlineData(24)] // More than may be.
    public void Rejects_packed_numbers_that_are_too_many_or_cut(int length)
    {
        var bytes = new ProtobufWriter().Bytes(6, new byte[length]).ToArray();

        Assert.Throws<InvalidDataException>(() =>
        {
            var reader = new ProtobufReader(bytes);
            reader.Next();
            reader.ReadPacked([], 2);
        });
    }

    private static void Descend(ProtobufReader reader)
    {
        while (reader.Next())
        {
            reader = reader.ReadMessage();
        }
    }
}
#endif
