#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Otlp;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Otlp;

[Trait("Category", "Unit")]
public sealed class AttributeReaderTests
{
    public static TheoryData<object, string> Values => new()
    {
        { "plain", "plain" },
        { true, "true" },
        { false, "false" },
        { -7, "-7" },
        { 0.25, "0.25" },
        { new byte[] { 1, 2, 3 }, "AQID" },
        { new object[] { "a\"b", 1, true, new object[] { 2.5 } }, """["a\"b",1,true,[2.5]]""" },
        { new Dictionary<string, object> { ["k"] = "v", ["list"] = new object[] { 1 } }, """{"k":"v","list":[1]}""" },
        { new object[] { new Dictionary<string, object>(), Array.Empty<byte>() }, """[{},""]""" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_of_any_kind_becomes_text(object value, string expected)
    {
        var attribute = Read(OtlpBody.Pair("key", value));

        Assert.Equal(new TelemetryAttribute("key", expected), attribute);
    }

    [Fact]
    public void A_value_that_is_missing_is_empty_and_null_in_a_list()
    {
        Assert.Equal("", Read(new ProtobufWriter().Text(1, "key")).Value);
        Assert.Equal("[null]", Read(new ProtobufWriter().Message(2, new ProtobufWriter().Message(5, new ProtobufWriter().Message(1, new ProtobufWriter())))).Value);
    }

    [Fact]
    public void Texts_are_cut_with_a_mark()
    {
        var attribute = Read(OtlpBody.Pair(new string('k', 5_000), new string('v', 5_000)));
        var list = Read(OtlpBody.Pair("list", Enumerable.Repeat<object>("item", 5_000).ToArray()));
        var bytes = Read(OtlpBody.Pair("bytes", new byte[5_000]));

        Assert.Equal(new string('k', 1_023) + "…", attribute.Key);
        Assert.Equal(new string('v', 4_095) + "…", attribute.Value);
        Assert.All([list.Value, bytes.Value], value => Assert.Equal((4_096, '…'), (value.Length, value[^1])));
        Assert.Equal(new string('v', 4_096), Read(OtlpBody.Pair("whole", new string('v', 4_096))).Value);
    }

    [Fact]
    public void A_cut_leaves_no_half_of_a_character()
    {
        var value = Read(OtlpBody.Pair("key", string.Concat(Enumerable.Repeat("😀", 3_000)))).Value;
        var wide = Read(OtlpBody.Pair("key", new string('…', 5_000))).Value;

        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 2_047)) + "…", value);
        Assert.Equal(new string('…', 4_096), wide);
    }

    [Fact]
    public void Invalid_text_gets_replacement_characters()
    {
        var pair = new ProtobufWriter().Bytes(1, 0x6B, 0xFF).Message(2, new ProtobufWriter().Bytes(1, 0xC3));

        Assert.Equal(new TelemetryAttribute("k\uFFFD", "\uFFFD"), Read(pair));
    }

    [Fact]
    public void Only_the_first_attributes_are_kept()
    {
        List<TelemetryAttribute> attributes = [];

        for (var i = 0; i < 200; i++)
        {
            AttributeReader.AddTo(attributes, new ProtobufReader(OtlpBody.Pair($"{i}", "").ToArray()));
        }

        Assert.Equal(128, attributes.Count);
        Assert.Equal("127", attributes[^1].Key);
    }

    [Fact]
    public void What_is_nested_too_deep_is_a_mark()
    {
        var lists = Enumerable.Range(0, 9).Aggregate((object)"x", (inner, _) => new[] { inner });
        var maps = Enumerable.Range(0, 9).Aggregate((object)"x", (inner, _) => new Dictionary<string, object> { ["k"] = inner });

        Assert.Equal("""[[[[[[["…"]]]]]]]""", Read(OtlpBody.Pair("key", lists)).Value);
        Assert.Equal("""{"k":{"k":{"k":{"k":{"k":"…"}}}}}""", Read(OtlpBody.Pair("key", maps)).Value);
    }

    [Fact]
    public void What_is_nested_too_deep_must_be_whole_all_the_same()
    {
        var cut = Enumerable.Range(0, 7).Aggregate(new ProtobufWriter().Varint(5, 1), (inner, _) => new ProtobufWriter().Message(5, new ProtobufWriter().Message(1, inner)));

        Assert.Throws<InvalidDataException>(() => Read(new ProtobufWriter().Message(2, cut)));
    }

    private static TelemetryAttribute Read(ProtobufWriter pair) => AttributeReader.Read(new ProtobufReader(pair.ToArray()));
}
#endif
