using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace DeepWiki.ChatApi.Http.Json;

/// <summary>
/// Takes strings out of a parsed body in the form in which they are stored: UTF-8 without needless escapes and without U+0000, which
/// PostgreSQL refuses; what is no character, such as half a surrogate pair, is U+FFFD.
/// </summary>
internal static class JsonText
{
    private const int EscapeLength = 6;

    // Quotes and control characters are always escaped inside of a JSON string, so only these need a look.
    private static readonly SearchValues<byte> Remarkable = SearchValues.Create([(byte)'\\', .. Enumerable.Range(0x80, 0x80).Select(value => (byte)value)]);

    /// <summary>The string itself.</summary>
    public static string Read(JsonElement value) => Read(RawOf(value));

    /// <summary>The name of a member.</summary>
    public static string ReadName(JsonProperty member) => Read(JsonMarshal.GetRawUtf8PropertyName(member));

    /// <summary>True when a member has this name, of ASCII; never throws.</summary>
    public static bool IsName(JsonProperty member, ReadOnlySpan<byte> name)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        if (raw.IndexOf((byte)'\\') < 0)
        {
            return raw.SequenceEqual(name);
        }

        // Reading would clean U+0000 out.
        return raw.Length <= EscapeLength * name.Length && raw.IndexOf("\\u0000"u8) < 0 && Read(raw) == Encoding.UTF8.GetString(name);
    }

    /// <summary>Copies the string.</summary>
    public static void Write(JsonElement value, IBufferWriter<byte> target) => Copy(RawOf(value), target, escape: false);

    /// <summary>Copies the string as one of JSON, quotes included.</summary>
    public static void WriteQuoted(JsonElement value, IBufferWriter<byte> target) => WriteQuoted(RawOf(value), target);

    /// <summary>Copies the name of a member, quotes included.</summary>
    public static void WriteQuotedName(JsonProperty member, IBufferWriter<byte> target) => WriteQuoted(JsonMarshal.GetRawUtf8PropertyName(member), target);

    private static string Read(ReadOnlySpan<byte> raw)
    {
        var text = new ArrayBufferWriter<byte>();
        Copy(raw, text, escape: false);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static ReadOnlySpan<byte> RawOf(JsonElement value) => JsonMarshal.GetRawUtf8Value(value)[1..^1];

    private static void WriteQuoted(ReadOnlySpan<byte> raw, IBufferWriter<byte> target)
    {
        target.Write("\""u8);
        Copy(raw, target, escape: true);
        target.Write("\""u8);
    }

    private static void Copy(ReadOnlySpan<byte> raw, IBufferWriter<byte> target, bool escape)
    {
        while (raw.Length > 0)
        {
            var plain = raw.IndexOfAny(Remarkable);
            target.Write(plain < 0 ? raw : raw[..plain]);
            raw = plain < 0 ? [] : raw[plain..];
            if (raw.Length > 0)
            {
                raw = raw[0] == '\\' ? CopyEscape(raw, target, escape) : CopyCharacters(raw, target);
            }
        }
    }

    private static ReadOnlySpan<byte> CopyCharacters(ReadOnlySpan<byte> raw, IBufferWriter<byte> target)
    {
        var end = raw.IndexOfAnyInRange((byte)0, (byte)0x7f);
        var run = end < 0 ? raw : raw[..end];
        if (Utf8.IsValid(run))
        {
            target.Write(run);
            return raw[run.Length..];
        }

        while (run.Length > 0)
        {
            Rune.DecodeFromUtf8(run, out var rune, out var length);
            Put(rune, target, escape: false);
            run = run[length..];
        }

        return end < 0 ? [] : raw[end..];
    }

    private static ReadOnlySpan<byte> CopyEscape(ReadOnlySpan<byte> raw, IBufferWriter<byte> target, bool escape)
    {
        if (raw[1] != 'u')
        {
            Put(new Rune(Meaning(raw[1])), target, escape);
            return raw[2..];
        }

        var first = Unit(raw);
        if (char.IsHighSurrogate(first) && raw.Length >= 2 * EscapeLength && raw[EscapeLength] == '\\' && raw[EscapeLength + 1] == 'u'
            && Unit(raw[EscapeLength..]) is var second && char.IsLowSurrogate(second))
        {
            Put(new Rune(first, second), target, escape);
            return raw[(2 * EscapeLength)..];
        }

        Put(Rune.TryCreate(first, out var rune) ? rune : Rune.ReplacementChar, target, escape);
        return raw[EscapeLength..];
    }

    private static char Meaning(byte letter) => letter switch
    {
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        _ => (char)letter,
    };

    private static char Unit(ReadOnlySpan<byte> raw) => (char)ushort.Parse(raw[2..EscapeLength], NumberStyles.AllowHexSpecifier);

    private static void Put(Rune rune, IBufferWriter<byte> target, bool escape)
    {
        if (rune.Value == 0)
        {
            return;
        }

        if (escape && (rune.Value < ' ' || rune.Value is '"' or '\\'))
        {
            target.Write(Encoding.ASCII.GetBytes(Escaped((char)rune.Value)));
            return;
        }

        target.Advance(rune.EncodeToUtf8(target.GetSpan(4)));
    }

    private static string Escaped(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        _ => $"\\u{(int)c:x4}",
    };
}
