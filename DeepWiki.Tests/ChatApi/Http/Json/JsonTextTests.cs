using System.Buffers;
using System.Text;
using System.Text.Json;
using DeepWiki.ChatApi.Http.Json;

namespace DeepWiki.Tests.ChatApi.Http.Json;

[Trait("Category", "Unit")]
public sealed class JsonTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("ä日😀", "ä日😀")]
    [InlineData("\\u00e4\\ud83d\\ude00", "ä😀")]
    [InlineData("a\\u0000b", "ab")]
    [InlineData("\\ud83d", "\ufffd")]
    [InlineData("\\ude00\\ud83d", "\ufffd\ufffd")]
    [InlineData("\\ud83d\\ud83d\\ude00", "\ufffd😀")]
    [InlineData("\\ud83d\\n", "\ufffd\n")]
    [InlineData("\\ud83dx\\ude00", "\ufffdx\ufffd")]
    [InlineData("\\\"\\\\\\/\\b\\f\\n\\r\\t\\u001f", "\"\\/\b\f\n\r\t\u001f")]
    [InlineData("\u007f\u0085\u2028<&'", "\u007f\u0085\u2028<&'")]
    public void A_string_is_read_with_what_is_no_character_replaced(string raw, string expected)
    {
        using var document = JsonDocument.Parse($"\"{raw}\"");

        Assert.Equal(expected, JsonText.Read(document.RootElement));
    }

    [Theory]
    [InlineData("\\u00e4 \\ud83d\\ude00 <", "ä 😀 <")]
    [InlineData("\\u0022\\u005c\\u002f", "\\\"\\\\/")]
    [InlineData("\\u000a\\u000D\\u0009\\u0008\\u000c\\u001F", "\\n\\r\\t\\b\\f\\u001f")]
    [InlineData("\\u0000\\ud83d", "\ufffd")]
    public void A_string_is_written_with_no_escape_that_is_not_needed(string raw, string expected)
    {
        using var document = JsonDocument.Parse($"\"{raw}\"");
        var target = new ArrayBufferWriter<byte>();

        JsonText.WriteQuoted(document.RootElement, target);

        Assert.Equal($"\"{expected}\"", Encoding.UTF8.GetString(target.WrittenSpan));
    }

    [Fact]
    public void Any_string_is_written_as_json_of_the_same_text()
    {
        var random = new Random(20260131);
        for (var round = 0; round < 2_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(20)).Select(_ => (char)random.Next(random.Next(4) == 0 ? 0x10000 : 0x80))]);
            using var document = JsonDocument.Parse(
                Encoding.UTF8.GetBytes($"\"{string.Concat(text.Select(unit => random.Next(2) == 0 ? $"\\u{(int)unit:x4}" : Escaped(unit)))}\""));
            var target = new ArrayBufferWriter<byte>();

            JsonText.WriteQuoted(document.RootElement, target);

            var expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal);
            Assert.Equal(expected, JsonSerializer.Deserialize<string>(target.WrittenSpan));
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_become_marks()
    {
        using var document = JsonDocument.Parse(new byte[] { (byte)'"', (byte)'a', 0xc3, 0x28, 0xe2, 0x82, (byte)'"' });

        Assert.Equal("a\ufffd(\ufffd", JsonText.Read(document.RootElement));
    }

    // Half a pair cannot stand in UTF-8 other than as an escape.
    private static string Escaped(char unit) => unit is < ' ' or '"' or '\\' || char.IsSurrogate(unit) ? $"\\u{(int)unit:X4}" : unit.ToString();
}
